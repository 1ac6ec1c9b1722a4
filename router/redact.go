package router

// redacted replaces a secret, as in [net/url.URL.Redacted].
const redacted = "xxxxx"

// Redact returns the address of p without the values of secret fields, for logs and traces.
func (r *Route[P]) Redact(p P) string {
	d := r.acquire(p)
	defer r.release(d)
	v := d.value()
	for i := range r.segments {
		d.text = append(d.text, '/')
		if s := &r.segments[i]; s.field != nil && s.field.Secret {
			d.text = append(d.text, redacted...)
		} else {
			d.text = s.append(d.text, v)
		}
	}
	if len(r.segments) == 0 {
		d.text = append(d.text, '/')
	}
	separator := byte('?')
	fields := r.codec.Fields()
	for i := range fields {
		f := &fields[i]
		if f.Path != "" {
			continue
		}
		from := len(d.text)
		d.text = f.Append(append(d.text, separator), v)
		switch {
		case len(d.text) == from+1:
			d.text = d.text[:from]
			continue
		case f.Secret:
			d.text = append(append(append(d.text[:from+1], f.Key...), '='), redacted...)
		}
		separator = '&'
	}
	return string(d.text)
}
