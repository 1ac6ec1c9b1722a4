package desk

// german has each sentence of the desk in German. A test finds those that are missing.
var german = map[string]string{
	// Pages and navigation.
	"Desk": "Desk", "Tickets": "Tickets", "Mine": "Meine", "Waiting": "Wartend", "Activity": "Verlauf", "History": "Chronik",
	"Conversation": "Gespräch", "Ticket": "Ticket", "Details": "Details", "New ticket": "Neues Ticket", "Edit ticket": "Ticket bearbeiten",
	"Edit": "Bearbeiten", "History of": "Chronik von", "Open tickets": "Offene Tickets", "Closed tickets": "Geschlossene Tickets",
	"All tickets": "Alle Tickets", "Tickets by state": "Tickets nach Status", "To the tickets": "Zu den Tickets",
	"Back to the ticket": "Zurück zum Ticket", "This page cannot be shown": "Diese Seite kann nicht angezeigt werden", "Reference:": "Kennung:",

	// Signing in.
	"Not available": "Nicht verfügbar",
	"Your session cannot be read or saved just now. Please try again in a moment.": "Ihre Sitzung kann gerade nicht gelesen oder gespeichert werden. Bitte versuchen Sie es gleich noch einmal.",
	"Sign in": "Anmelden", "Sign out": "Abmelden", "Signing out…": "Wird abgemeldet …", "Sign in as somebody else": "Als andere Person anmelden",
	"Who are you?": "Wer sind Sie?", "Choose one of these people.": "Wählen Sie eine dieser Personen.",
	"This is a demo: choose a person, no password is asked. Open a second browser as somebody else and watch one desk follow the other.": "Das ist eine Vorführung: Wählen Sie eine Person, ein Passwort braucht es nicht. Öffnen Sie einen zweiten Browser als jemand anderes und sehen Sie zu, wie ein Desk dem anderen folgt.",

	// The list.
	"Open": "Offen", "Closed": "Geschlossen", "All": "Alle", "Subject": "Betreff", "Requester": "Von", "Priority": "Priorität",
	"Label": "Thema", "Assignee": "Zuständig", "Updated": "Geändert", "Created": "Erstellt", "State": "Status", "Search": "Suche",
	"Search tickets": "Tickets durchsuchen", "Search tickets, people or #number": "Tickets, Personen oder #Nummer suchen",
	"Anyone": "Alle", "Any": "Alle", "Nobody": "Niemand", "Nobody yet": "Noch niemand", "tickets": "Tickets", "Close": "Schließen",
	"No ticket matches": "Kein Ticket passt", "Show all": "Alle anzeigen", "Nothing to do": "Nichts zu tun",
	"Take a filter off, search for something else, or look on another tab.": "Entfernen Sie einen Filter, suchen Sie etwas anderes oder sehen Sie in einem anderen Reiter nach.",
	"Tickets will stand here as they come in.":                              "Neue Tickets erscheinen hier, sobald sie eingehen.",
	"Ticket #%d is not on your desk, or not any more.":                      "Ticket #%d liegt nicht oder nicht mehr bei Ihnen.",
	"There is no such ticket on your desk.":                                 "Dieses Ticket gibt es bei Ihnen nicht.",
	"There is nobody of that name on your team.":                            "So heißt niemand in Ihrem Team.",
	"A search has at most %d letters. Please shorten it.":                   "Eine Suche hat höchstens %d Zeichen. Bitte kürzen Sie sie.",

	// One ticket.
	"#%d · from %s": "#%d · von %s", "Open|the ticket": "Öffnen", "Assign": "Zuweisen", "Take it": "Übernehmen", "Taking…": "Wird übernommen …",
	"Close ticket": "Ticket schließen", "Closing…": "Wird geschlossen …", "Reopen": "Wieder öffnen", "Reopening…": "Wird geöffnet …",
	"Comment": "Kommentar", "Sending…": "Wird gesendet …", "Ticket #%d is closed.": "Ticket #%d ist geschlossen.",
	"Ticket #%d is open again.": "Ticket #%d ist wieder offen.", "Ticket #%d created.": "Ticket #%d wurde erstellt.",
	"Ticket #%d saved.": "Ticket #%d wurde gespeichert.",

	// The form.
	"What happened": "Was ist passiert?", "Who asks.": "Wer fragt.", "Choose…": "Bitte wählen …", "Create ticket": "Ticket erstellen",
	"Creating…": "Wird erstellt …", "Save": "Speichern", "Saving…": "Wird gespeichert …", "Cancel": "Abbrechen",
	"Say in a few words what it is about.": "Sagen Sie in wenigen Worten, worum es geht.", "Say who asks.": "Sagen Sie, wer fragt.",
	"Say what happened.": "Sagen Sie, was passiert ist.", "Say how soon.": "Sagen Sie, wie dringend es ist.", "Choose a label.": "Wählen Sie ein Thema.",
	"Write something first.": "Schreiben Sie zuerst etwas.", "A comment has at most %d letters.": "Ein Kommentar hat höchstens %d Zeichen.",
	"This is too long: at most %d letters.": "Das ist zu lang: höchstens %d Zeichen.",

	// What happened.
	"wrote in": "hat geschrieben", "edited": "hat bearbeitet", "took the ticket from its assignee": "hat die Zuständigkeit entfernt",
	"assigned": "hat zugewiesen an", "closed the ticket": "hat das Ticket geschlossen", "reopened the ticket": "hat das Ticket wieder geöffnet",
	"said": "hat kommentiert", "things have happened so far": "Ereignisse bisher", "What came later": "Was danach kam", "What came before": "Was davor war",

	// Numbers.
	"for you": "für Sie", "%d for you": "%d für Sie", "Assigned to me": "Mir zugewiesen", "Assigned to you": "Ihnen zugewiesen",
	"How it goes": "Wie es läuft", "How far back": "Zeitraum", "Week": "Woche", "Month": "Monat", "Quarter": "Quartal",
	"Last days:": "Letzte Tage:", "Came in:": "Eingegangen:", "Closed:": "Geschlossen:", "The last %d days": "Die letzten %d Tage",
	"Tickets that came and went": "Eingegangene und geschlossene Tickets", "%s: %d came in, %d closed": "%s: %d eingegangen, %d geschlossen",
	"Tickets that came in and were closed, by day": "Eingegangene und geschlossene Tickets nach Tagen",

	// Values of enums.
	"Urgent": "Dringend", "High": "Hoch", "Normal": "Normal", "Low": "Niedrig",
	"Billing": "Abrechnung", "Hardware": "Hardware", "Login": "Anmeldung", "Network": "Netzwerk", "Request": "Anfrage", "Shipping": "Versand", "Software": "Software",
}
