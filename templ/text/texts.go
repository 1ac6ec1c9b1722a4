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
	DecimalSeparator   string     // such as in 1.5 MB

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
	// Of a list of rows in a form: keys that are malformed, repeated or missing.
	RowsNotUnderstood string
	TooManyRows       string // {max} of the whole form
	TooFewInList      string // {min}
	TooManyInList     string // {max}

	// What is wrong with a file of a form. {name} is that of the file.

	FileTooLarge   string // {name} {max}
	FileWrongType  string // {name}: the content is of another type than the form takes
	FileEmpty      string // {name}: there is nothing in it
	FileIncomplete string // not all of it has arrived
	FileGone       string // it is not kept any more, or is somebody else's
	FileTaken      string // {name}: another form that was sent has it
	TooManyFiles   string // {max}

	// Labels of widgets.

	Yes              string // a button: goes on after a question
	ChangedMeanwhile string // of a field: somebody else has changed it while the person did
	ChangedBy        string // the same, if it is known who: {person}
	WhichValue       string // of such a field: asks which value is to be saved
	KeepMine         string // an answer: the person's own
	TakeTheirs       string // an answer: the other one; the value follows
	NoText           string // stands for an empty value
	Checked          string // of a box, as a value
	NotChecked       string

	Cancel        string // a button: does not go on
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
	ChosenFiles   string // names the list of the files of a field
	UpToFiles     string // {max}: how many a field takes
	UpToBytes     string // {max}: how large each may be
	DropFiles     string // beside the field: how else files can be chosen

	// Fields of forms.

	Optional     string // after the label of a field that may be empty
	ChooseAtMost string // {max}: a hint, and an error
	CheckEntries string // the heading above the errors of a form
	LabelAndText string // {label} {text}: an error in that list
	WhichOne     string // before what a text may mean, without scripts
	NotInList    string // {value}: it was typed where something is to be chosen
	Searching    string // options are being looked for
	NothingFound string
	OneFound     string
	ManyFound    string // {count}
	MoreFound    string // {count} are shown, and there are more

	// The state of a step of a form, for assistive technology.
	StepComplete   string
	StepIncomplete string

	// Of rows in a form. {item} is what one row is called, {n} its place.

	RowTitle    string // {item} {n}
	AddRow      string // {item}
	RemoveRow   string // {item} {n}
	MoveRowUp   string // {item} {n}
	MoveRowDown string // {item} {n}

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

	// Of a list of rows. {row} is the row with its place, such as “Line 2”.

	RowAdded   string `json:"rowAdded"`
	RowRemoved string `json:"rowRemoved"`
	RowMoved   string `json:"rowMoved"` // {row} is what it was, {to} its place now
	RowUndo    string `json:"rowUndo"`  // a button: puts a row back that was removed

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
	Cancel      string `json:"cancel"`      // a button: does not send again, or does not go on

	// Of questions, and of two people at one record.

	ChangedMeanwhile string `json:"changedMeanwhile"`
	WhichValue       string `json:"whichValue"`
	KeepMine         string `json:"keepMine"`
	TakeTheirs       string `json:"takeTheirs"`
	NoText           string `json:"noText"`
	Checked          string `json:"checked"`
	NotChecked       string `json:"notChecked"`
	Unsaved          string `json:"unsaved"`   // asks before a page with changes is left
	LeavePage        string `json:"leavePage"` // a button: yes
	StayHere         string `json:"stayHere"`  // a button: no

	// Of files that are chosen.

	RemoveFile    string `json:"removeFile"`    // {name}: a button
	UploadBroken  string `json:"uploadBroken"`  // the upload goes on when the server answers again
	UploadDone    string `json:"uploadDone"`    // {name}: announced
	FileTooLarge  string `json:"fileTooLarge"`  // {name} {max}
	FileWrongType string `json:"fileWrongType"` // {name}
	FileEmpty     string `json:"fileEmpty"`     // {name}
	TooManyFiles  string `json:"tooManyFiles"`  // {max}
	AwaitsFiles   string `json:"awaitsFiles"`   // a form waits for its files
}
