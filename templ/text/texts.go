package text

// Texts are all sentences of one language. Words in braces are placeholders; the comment of a field
// names them where it has any, and a sentence may leave one out.
type Texts struct {
	// Language is the BCP 47 tag, such as "en" or "de-AT".
	Language string

	// Formats.

	Months             [12]string // short names, January first
	Date               string     // {day} {month} {year}
	DateTime           string     // {date} as above, {time} as 15:04
	ThousandsSeparator string     // between groups of three digits

	// What went wrong, by HTTP status. ErrorTitle is the heading of an error page.

	ErrorTitle           string // {status} is a number
	BadRequest           string // 400
	Unauthorized         string // 401
	Forbidden            string // 403
	NotFound             string // 404
	MethodNotAllowed     string // 405
	TooSlow              string // 408
	TooLarge             string // 413
	AddressTooLong       string // 414
	UnsupportedType      string // 415
	Misdirected          string // 421
	Unprocessable        string // 422
	TooManyRequests      string // 429
	InternalError        string // 500
	Unavailable          string // 503
	OtherError           string // any other status
	Reference            string // {id} is in the operator's log
	UnknownAction        string // a form posts to an action that this page does not have
	IncompleteForm       string // the body of a form was cut off
	CompressedForm       string // the body of a form is compressed
	NotAForm             string // the body of a post is of another type
	MalformedForm        string // the body of a form is not encoded as its type says
	SlowForm             string // the body of a form did not arrive in time
	TooManyFields        string // {max}
	TooManyActions       string // one client has sent too many forms, so this one was not taken
	TooManyTabs          string // one client has too many streams open
	CrossOrigin          string // a post came from another site
	ServerStops          string // the server is about to stop, and takes no more work of this kind
	Timeout              string // a view took too long
	UnknownProtocol      string // the client is too old or too new for this server
	StreamsNotSupported  string // no stream gets out of the server, so the client polls
	AddressNotUnderstood string // before the problems of an address that is refused
	AddressPartLeftOut   string // before the problems of an address that is used without them

	// What is wrong with a value of an address or a form. {value} is QuotedValue or ThisValue.

	QuotedValue   string // {text} is what the person sent
	ThisValue     string // instead of a secret
	NotOneOf      string // {value} {values}
	AndOthers     string // {values} are the first of many
	NotOnOrOff    string // {value}
	NotANumber    string // {value}
	TooLargeNum   string // {value}
	NotBetween    string // {value} {min} {max}
	NotWhole      string // {value}
	NotDigits     string // {value}: a whole number in another notation, such as 1e3
	NotATime      string // {value}
	NotADuration  string // {value}
	NotText       string // {value}
	NotUnderstood string // {value}
	BadEscape     string // {value}
	TooLong       string // {value}
	SecondValue   string // {value}
	TooManyValues string // {max}

	// Labels of widgets.

	Save          string // a button that submits
	Close         string // a dialog or a drawer
	Back          string // a link
	Private       string // a comment that is not for everybody
	Search        string // a field and its button
	Filters       string // names a group of controls
	ActiveFilters string // names a list
	ApplyFilters  string // a button, without scripts
	ClearFilters  string // a link
	RemoveFilter  string // {filter}
	Pages         string // names the pagination
	PageNumber    string // {page}
	PreviousPage  string
	NextPage      string
	RowsOf        string // {rows} such as 51–100, {total}; the noun follows
	ShowAbove     string // a link to earlier items of a list
	ShowBelow     string // a link to later items of a list
	SkipToContent string // the first link of a document

	// The state of the connection that keeps a page up to date.

	Connecting   string
	Reconnecting string
	Polling      string // no stream is possible, so the client asks from time to time
	NotLive      string // the page is not kept up to date
	Stale        string // the page may be out of date
	Delayed      string // changes are shown later than they happen
	Offline      string

	// Client are the messages that the script in the browser shows. It has the English ones; those
	// of another language are sent with each document.
	Client Client
}

// Client are the messages of the script in the browser. The names in JSON are those of
// client/src/util/texts.ts.
type Client struct {
	Down      string `json:"down"`      // no server answers
	Failed    string `json:"failed"`    // a server answers with an error
	Later     string `json:"later"`     // the same, with the time to wait: {time}
	SignedOut string `json:"signedOut"` // the page stays, since the person has entered something
	Draft     string `json:"draft"`     // offers what was entered on an earlier visit
	Restore   string `json:"restore"`   // a button: yes
	Discard   string `json:"discard"`   // a button: no
	Changed   string `json:"changed"`   // {field} {value}: the server has another value
	Take      string `json:"take"`      // a button: the server's value
	Keep      string `json:"keep"`      // a button: the person's value
	Unplaced  string `json:"unplaced"`  // before a list of fields that have gone
	Close     string `json:"close"`     // a button: closes that list

	// Of a form that was sent and not answered.

	Unanswered  string `json:"unanswered"`  // it is sent again by itself
	Unknown     string `json:"unknown"`     // it may have been done: the person decides
	AwaitsLogin string `json:"awaitsLogin"` // it is sent when the same person has signed in
	Interrupted string `json:"interrupted"` // after a reload: not all fields could be kept
	NotResent   string `json:"notResent"`   // the person has cancelled
	Sending     string `json:"sending"`     // a try is under way
	NextTry     string `json:"nextTry"`     // {time} until the next try
	TryNow      string `json:"tryNow"`      // a button
	SendAgain   string `json:"sendAgain"`   // a button: after Unknown
	SignIn      string `json:"signIn"`      // a button: after AwaitsLogin
	Cancel      string `json:"cancel"`      // a button: does not send again
}
