package chat

// german has each sentence in German. A test finds those that are missing.
var german = map[string]string{
	// Rooms and people.
	"Who are you?": "Wer sind Sie?", "Another name": "Ein anderer Name", "Enter": "Eintreten",
	"This is a demo: no password is asked. Open a second browser as somebody else.": "Das ist eine Vorführung ohne Passwörter. Öffnen Sie einen zweiten Browser als jemand anderes.",
	"Sign in as somebody else": "Als jemand anderes anmelden", "Sign out": "Abmelden", "Signing out…": "Wird abgemeldet …",
	"Rooms": "Räume", "All rooms": "Alle Räume", "Choose a room, or make one.": "Wählen Sie einen Raum, oder legen Sie einen an.",
	"New room": "Neuer Raum", "Make the room": "Raum anlegen", "Unread": "Ungelesen", "unread": "ungelesen",
	"Who is here": "Wer hier ist", "here": "hier", "Who is typing": "Wer schreibt",
	"%s is typing…": "%s schreibt …", "%s and %s are typing…": "%s und %s schreiben …", "Several people are typing…": "Mehrere schreiben …",

	// Messages.
	"Message": "Nachricht", "Messages": "Nachrichten", "Message of %s": "Nachricht von %s", "Your message": "Ihre Nachricht",
	"Nothing is written yet": "Noch ist nichts geschrieben", "The first message is yours.": "Die erste Nachricht ist Ihre.",
	"Older messages": "Ältere Nachrichten", "Newer messages": "Neuere Nachrichten", "To the newest messages ↓": "Zu den neuesten Nachrichten ↓",
	"Read mark": "Lesestand", "Read mark of %s": "Lesestand von %s", "Mark as read": "Als gelesen markieren",
	"Options of this message": "Optionen dieser Nachricht", "Options of message %d": "Optionen der Nachricht %d", "Close": "Schließen",
	"(edited)": "(bearbeitet)", "This message was deleted.": "Diese Nachricht wurde gelöscht.", "Written by %s,": "Geschrieben von %s,",
	"Link to this message": "Link zu dieser Nachricht", "Save": "Speichern", "Delete…": "Löschen …", "Delete": "Löschen",
	"“%s” will be removed for everybody.": "„%s“ wird für alle entfernt.", "Remove": "Entfernen",
	"“%s” is all that this message has. The message will be deleted for everybody.": "„%s“ ist alles, was diese Nachricht hat. Die Nachricht wird für alle gelöscht.",
	"The message will be deleted for everybody.":                                    "Die Nachricht wird für alle gelöscht.",
	"Search": "Suche", "Search for %s": "Suche nach %s", "Search messages": "Nachrichten durchsuchen", "No message has these words": "Keine Nachricht hat diese Wörter",

	// Writing.
	"Write a message": "Nachricht schreiben", "Write in %s": "Schreiben in %s", "Message #%s": "Nachricht an #%s", "Send": "Senden", "Back to %s": "Zurück zu %s",
	"Attach files": "Dateien anhängen", "Attach": "Anhängen", "Files of this message": "Dateien dieser Nachricht", "Remove %s": "%s entfernen",
	"Up to %d files of %s: images, sound, films, text, PDF and ZIP.": "Bis zu %d Dateien von je %s: Bilder, Ton, Filme, Text, PDF und ZIP.",
	"The message is sent when its files have arrived.":               "Die Nachricht wird gesendet, sobald ihre Dateien angekommen sind.",

	// What is wrong.
	"Give a name of up to %d letters.":                                       "Nennen Sie einen Namen mit bis zu %d Zeichen.",
	"Give the room a name of up to %d letters.":                              "Geben Sie dem Raum einen Namen mit bis zu %d Zeichen.",
	"Write something, or attach a file.":                                     "Schreiben Sie etwas, oder hängen Sie eine Datei an.",
	"A message has at most %d letters.":                                      "Eine Nachricht hat höchstens %d Zeichen.",
	"Choose a file first.":                                                   "Wählen Sie zuerst eine Datei.",
	"A message has at most %d files.":                                        "Eine Nachricht hat höchstens %d Dateien.",
	"There is no such room.":                                                 "Diesen Raum gibt es nicht.",
	"There is no such message.":                                              "Diese Nachricht gibt es nicht.",
	"There is no such file, or not any more.":                                "Diese Datei gibt es nicht oder nicht mehr.",
	"You can change your own messages only, and not those that are deleted.": "Sie können nur Ihre eigenen Nachrichten ändern, und keine, die gelöscht sind.",
}
