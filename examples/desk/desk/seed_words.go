package desk

// A plot is what a demo ticket is about. Holes in braces are filled with words.
type plot struct {
	label         Label
	subject, body string
}

var plots = []plot{
	{"hardware", "{Device} on {floor} prints blank pages", "Since this morning {device} on {floor} takes paper in and gives it back untouched. I changed the toner {when}."},
	{"hardware", "{Device} jams on every second sheet", "It is always the second sheet, whatever the tray. I opened the back {when} and found nothing but a paper clip."},
	{"hardware", "Screen flickers when {device} starts", "The screen on my desk goes dark for a second as soon as {device} next to me wakes up. Same socket?"},
	{"hardware", "Replacement for a broken {part}", "My {part} gave up {when}. I am on {floor} and can come by to pick up another."},
	{"hardware", "Laptop battery lasts {minutes} minutes", "It used to last a day. Now it is {minutes} minutes, then it shuts off without a warning."},
	{"billing", "Invoice {number} was charged twice", "Our bank shows two payments for invoice {number}, both {when}. Please refund one of them."},
	{"billing", "Wrong VAT number on invoice {number}", "Invoice {number} still has the VAT number of our old company. Our accountant cannot book it like that."},
	{"billing", "Please change our billing address", "We moved to {city} {when}. Future invoices should go there, and invoice {number} again if that is possible."},
	{"billing", "Question about the price of {product}", "The offer said one price for {product}, invoice {number} says another. Which one counts?"},
	{"billing", "Receipt for {product} is missing", "I bought {product} {when} and need the receipt for my expenses. The link in the mail leads nowhere."},
	{"login", "Cannot sign in since {since}", "The page says that my password is wrong. It is not, and resetting it {when} did not help."},
	{"login", "Reset mail never arrives", "I asked for a new password {count} times. Nothing comes, not even in the spam folder."},
	{"login", "Two-step code is always refused", "I got a new phone {when}. The codes that it shows are refused, and I have only {count} backup codes left."},
	{"login", "Account of a colleague who left", "{Colleague} left {when}. Please close the account and give the shared folders to me."},
	{"login", "Locked out after “too many attempts”", "My tablet had the old password and kept trying. Now I am locked out everywhere, with a meeting in {minutes} minutes."},
	{"shipping", "Parcel {number} has not arrived", "Tracking has said “out for delivery” since {since}. The shop in {city} has had nothing on its shelf for days."},
	{"shipping", "Wrong colour of {product} delivered", "We ordered {product} in blue and have {count} boxes of it in green. Keep or return?"},
	{"shipping", "Change the delivery address to {city}", "Order {number} still goes to the old warehouse. Please send it to {city} instead, if it has not left."},
	{"shipping", "{Product} arrived damaged", "The box looked fine, but inside {count} of the pieces were broken. Photos are attached to order {number}."},
	{"shipping", "Customs form for order {number}", "The parcel to {city} is held at customs. They want a form that I have never heard of."},
	{"network", "Wi-Fi on {floor} drops every {minutes} minutes", "It comes back by itself, but every call is lost. It began {when}, after the ceiling was opened."},
	{"network", "VPN connects and then nothing loads", "From home in {city} the VPN says “connected”, but no page opens. From the office all is well."},
	{"network", "Very slow upload from {city}", "Sending {minutes} MB takes an hour. Downloading is as fast as ever."},
	{"network", "Shared drive is gone from {floor}", "Nobody on {floor} sees the shared drive since {since}. Other floors do."},
	{"software", "Export to CSV cuts off after {count} rows", "There should be far more. It has been like that since the update {when}. Umlauts are broken, too: “MÃ¼ller”."},
	{"software", "Calendar shows meetings an hour early", "Only for people in {city}. The invitations themselves have the right time."},
	{"software", "“Unexpected error” when saving {file}", "I press Save, wait a while, and get “Unexpected error (0x{number})”. The text is lost {count} times out of ten."},
	{"software", "{File} opens read-only", "It says that {colleague} has it open. {Colleague} is on holiday since {since}."},
	{"software", "Page shows <b>bold</b> instead of bold text", "The notes in {file} show the tags: <b>like this</b> & <script>alert(1)</script>. Looks like something escapes too much."},
	{"request", "New desk for {colleague} on {floor}", "{Colleague} starts next week and needs a desk, a {part} and an account."},
	{"request", "Access to the {city} folder", "I am working with {city} from now on. {Colleague} said that you would know which folder."},
	{"request", "A second {part} for home", "I work from home {count} days a week. A second {part} would save my back."},
	{"request", "Please add {colleague} to the mailing list", "{Colleague} joined us {when} and has missed {count} announcements since."},
}

var fillings = map[string][]string{
	"device":    {"the printer", "the label printer", "the scanner", "the projector", "the franking machine", "the big copier"},
	"Device":    {"Printer", "Label printer", "Scanner", "Copier", "The good old fax", "Receipt printer"},
	"floor":     {"floor 1", "floor 2", "floor 3", "floor 4", "the ground floor", "the mezzanine", "the roof terrace"},
	"part":      {"keyboard", "mouse", "headset", "docking station", "monitor", "charger", "webcam"},
	"when":      {"yesterday", "on Monday", "last week", "on Friday evening", "this morning", "two days ago", "after lunch"},
	"since":     {"yesterday", "Monday", "last week", "Friday evening", "this morning", "the update"},
	"minutes":   {"3", "5", "12", "20", "30", "45"},
	"count":     {"two", "three", "four", "five", "seven"},
	"number":    {"10482", "20771", "31900", "48215", "50093", "61344", "77002", "83561", "90417"},
	"city":      {"Gdańsk", "Porto", "Lagos", "Reykjavík", "Kraków", "Valparaíso", "Osaka", "Bergen", "Thessaloniki", "Montréal"},
	"file":      {"the holiday planner", "the price list", "the inventory", "the travel report", "the rota", "the visitor list"},
	"File":      {"Holiday planner", "Price list", "Inventory", "Travel report", "Rota", "Visitor list"},
	"product":   {"the standing desk", "the paper cups", "the tape dispenser", "the A3 envelopes", "the desk lamps", "the label rolls", "the winter catalogue"},
	"Product":   {"Standing desk", "Crate of glasses", "Desk lamp", "Whiteboard", "Set of bowls", "Framed map"},
	"colleague": {"Ines", "Tomasz", "Mrs Adeyemi", "Jun", "Birgit", "Mr de Vries", "Fatima"},
	"Colleague": {"Ines", "Tomasz", "Mrs Adeyemi", "Jun", "Birgit", "Mr de Vries", "Fatima"},
}

var requesters = []string{
	"Ada Lindqvist", "Aleksandra Wójcik", "Anh Nguyễn", "Arjun Mehta", "Beatriz Souza", "Bjørn Håkonsen", "Camille L’Écuyer", "Conor O'Brien",
	"Dmitri Волков", "Dwayne “Rocky” Stone", "Ēriks Bērziņš", "Esperanza Muñoz", "Fatou Diop", "Giorgos Παπαδόπουλος", "Grace Hopper-Ng",
	"Hana Dvořáková", "Ibrahim al-Rashid", "Ingrid Sørensen", "João Pereira", "Kwame Mensah", "Łukasz Żak", "Mei Ling 🌸", "Miriam Ben-David",
	"Nia Williams", "Oluwaseun Adébáyò", "Pádraig Ó Súilleabháin", "Quentin <b>Bold</b>", "Robert'); DROP TABLE tickets;--", "Sanna Mäkelä",
	"Siobhán Kelly", "Søren Kierkegaard Jr.", "Tatiana Иванова", "Uğur Çelik", "Víctor Ibáñez", "Wanjiru Kamau", "X Æ A-12", "Yūki Satō",
	"Zoë Krüger", "佐藤 花子", "王 小明", "김민준", "महेश कुमार", "محمد الأحمد", "נועה לוי", "สมชาย ใจดี", "Ж. Ж.",
}

var moods = []Priority{"low", "low", "normal", "normal", "normal", "normal", "normal", "high", "high", "urgent"}

var greetings = []string{"Hello,", "Good morning,", "Hi team,", "Dear support,", "Hi there! 👋", "To whom it may concern,"}

var details = []string{
	"It worked until now, and as far as I know nobody changed anything.",
	"I tried it on two machines, with the same result.",
	"A colleague has the same problem, so it is not just me.",
	"I restarted everything that has a switch.",
	"There is no hurry, but it would be nice to have it before the month ends.",
	"Please call me if that is easier: extension 417, not before 10:00.",
	"This is the third time this quarter :(",
	"I can send a screenshot if you tell me where to.",
}

var farewells = []string{"Thank you!", "Kind regards", "Thanks in advance", "Many thanks for looking into it", "Cheers", "Best wishes 🙏"}

var answers = []string{
	"Thank you for writing, {name}. I am looking into it.",
	"Could you tell me when you saw it last, and on which machine?",
	"I found something that may be the cause. Please try again and tell me what you see.",
	"We have ordered a replacement. It should be here in {count} days, depending on the courier.",
	"I have asked a colleague in {city}, who knows this best.",
	"This should be done now. I will leave it open until you say that it works.",
	"Same story as the one on {floor}: a loose cable. I will come by.",
	"I corrected it on our side. You will get a mail about {number}.",
}

var replies = []string{
	"Thank you, {name}! I will try that right away.",
	"No change, I am afraid. It still does the same.",
	"It works now. What was it?",
	"That was quick! One thing is left: it says {number} at the top. Is that right?",
	"It happened again {when}, for {minutes} minutes.",
	"I am out of the office until Monday. {colleague} can let you in.",
	"👍",
}

var again = []string{
	"I am sorry, but it is back.",
	"It was fine for a day. Now it is exactly as before.",
	"Please look again: only half of it works.",
}
