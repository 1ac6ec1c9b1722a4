# Varnish in front of one node. The rest is its default (builtin.vcl).
vcl 4.1;

backend default {
	.host = "127.0.0.1";
	.port = "8081";
}

sub vcl_recv {
	# A stream has no end, so Varnish has to pass its bytes on, and to keep none of them.
	if (req.http.Accept ~ "text/event-stream") {
		return (pipe);
	}
}

sub vcl_pipe {
	# The connection is for this stream alone: what comes after it is no other person's request.
	set bereq.http.Connection = "close";
}
