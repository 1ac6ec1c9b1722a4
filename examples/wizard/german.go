package main

// german has each sentence in German. A test finds those that are missing.
var german = map[string]string{
	"Neighbourhood Fund": "Nachbarschaftsfonds", "Your applications": "Ihre Anträge", "Sign out": "Abmelden", "Sign in": "Anmelden",
	"Who are you?": "Wer sind Sie?", "Choose one of these people.": "Wählen Sie eine dieser Personen.", "This page cannot be shown": "Diese Seite kann nicht angezeigt werden",
	"This is a demo: choose a person. Choose the same one in a second browser, and go on there with what you have begun here.": "Das ist eine Vorführung: Wählen Sie eine Person. Wählen Sie dieselbe in einem zweiten Browser, und machen Sie dort weiter, wo Sie hier begonnen haben.",

	// The list.
	"Small grants of up to %s for people who make their neighbourhood better.": "Kleine Zuschüsse bis %s für Menschen, die ihre Nachbarschaft schöner machen.",
	"New application": "Neuer Antrag", "Drafts": "Entwürfe", "Sent": "Abgeschickt", "Received": "Eingegangen", "saved": "gespeichert", "kept until": "aufbewahrt bis",
	"%d of %d steps": "%d von %d Schritten", "Application without a name yet": "Antrag noch ohne Namen", "Delete…": "Löschen …",
	"Apply in about ten minutes": "In etwa zehn Minuten beantragt",
	"You can stop at any time. What you have entered is kept for 30 days, and you can go on with it on any device.": "Sie können jederzeit aufhören. Ihre Eingaben werden 30 Tage aufbewahrt, und Sie können auf jedem Gerät weitermachen.",
	"You have very many drafts. Please delete one first.":                                                           "Sie haben sehr viele Entwürfe. Bitte löschen Sie zuerst einen.",
	"Delete this draft?": "Diesen Entwurf löschen?", "What you have entered is then gone, on all devices.": "Ihre Eingaben sind dann fort, auf allen Geräten.",
	"Delete draft": "Entwurf löschen", "Keep it": "Behalten", "The draft is deleted.": "Der Entwurf ist gelöscht.", "Your draft is saved.": "Ihr Entwurf ist gespeichert.",
	"There is no such draft, or not any more.": "Diesen Entwurf gibt es nicht oder nicht mehr.",

	// Steps.
	"Steps of the application": "Schritte des Antrags", "Applicant": "Antragsteller", "What you need": "Was Sie brauchen", "Your project": "Ihr Vorhaben", "Review and send": "Prüfen und abschicken",
	"Who asks for the grant?": "Wer beantragt den Zuschuss?", "What should the grant pay? You can move the items into the order that matters to you.": "Was soll der Zuschuss bezahlen? Sie können die Positionen in die Reihenfolge bringen, die Ihnen wichtig ist.",
	"Tell us about your project, and add what shows it.": "Erzählen Sie uns von Ihrem Vorhaben, und fügen Sie hinzu, was es zeigt.",
	"Continue": "Weiter", "Back": "Zurück", "Finish later": "Später weitermachen",
	"Your draft was saved": "Ihr Entwurf wurde gespeichert", "and is kept until": "und wird aufbewahrt bis", "What you enter is saved as you type.": "Ihre Eingaben werden gespeichert, während Sie tippen.",
	"This form has changed since you began": "Dieses Formular hat sich geändert, seit Sie begonnen haben",
	"These entries have no place in it any more. Please enter them where they belong now, if they still matter:":         "Für diese Einträge gibt es darin keinen Platz mehr. Bitte tragen Sie sie dort ein, wo sie jetzt hingehören, falls sie noch wichtig sind:",
	"You have changed this on another device meanwhile. What you entered here is still here: look at it, then continue.": "Sie haben dies inzwischen auf einem anderen Gerät geändert. Ihre Eingaben hier sind noch da: Sehen Sie sie an, dann fahren Sie fort.",
	"This is more than we can keep. Please shorten it.":                                                                  "Das ist mehr, als wir aufbewahren können. Bitte kürzen Sie es.",

	// Fields.
	"Name": "Name", "E-mail": "E-Mail", "Date of birth": "Geburtsdatum", "Street and number": "Straße und Hausnummer", "Postcode": "Postleitzahl", "Town": "Ort", "Address": "Anschrift",
	"Item": "Position", "Items": "Positionen", "Number": "Anzahl", "Price of one, in €": "Einzelpreis in €", "Price": "Preis", "Total": "Summe",
	"Name of the project": "Name des Vorhabens", "What is it about?": "Worum geht es?", "Who takes part, what happens, who has something of it.": "Wer macht mit, was geschieht, wer hat etwas davon.",
	"Area": "Bereich", "Begins on": "Beginnt am", "Choose…": "Bitte wählen …", "How do you send us the signed form?": "Wie schicken Sie uns das unterschriebene Formular?", "Signed form": "Unterschriebenes Formular", "Documents": "Unterlagen",
	"Gardens and green spaces": "Gärten und Grünflächen", "Repair and reuse": "Reparieren und Wiederverwenden", "Children and young people": "Kinder und Jugendliche", "Arts and culture": "Kunst und Kultur", "Something else": "Etwas anderes",
	"By e-mail": "Per E-Mail", "By post": "Per Post", "In person": "Persönlich",

	// Files.
	"Your documents": "Ihre Unterlagen", "Plans, photos, cost estimates": "Pläne, Fotos, Kostenvoranschläge", "None": "Keine", "Remove %s": "%s entfernen",
	"PDF files and images. If you have none, just continue.": "PDF-Dateien und Bilder. Wenn Sie keine haben, machen Sie einfach weiter.",
	"There can be at most %d files.":                         "Es können höchstens %d Dateien sein.",
	"This goes on when all files have arrived.":              "Das geht weiter, wenn alle Dateien angekommen sind.",

	// What is wrong.
	"Please give your name.": "Bitte nennen Sie Ihren Namen.", "Please give your street and number.": "Bitte nennen Sie Straße und Hausnummer.", "Please give your postcode.": "Bitte nennen Sie Ihre Postleitzahl.", "Please give your town.": "Bitte nennen Sie Ihren Ort.",
	"Please give an e-mail address such as ada@example.org.":              "Bitte nennen Sie eine E-Mail-Adresse wie ada@example.org.",
	"Please give your date of birth.":                                     "Bitte nennen Sie Ihr Geburtsdatum.",
	"Applicants must be 18 or older. Please ask somebody older to apply.": "Wer einen Antrag stellt, muss mindestens 18 Jahre alt sein. Bitte lassen Sie jemand Älteren den Antrag stellen.",
	"This is too long: at most %d letters.":                               "Das ist zu lang: höchstens %d Zeichen.",
	"Please give an amount such as 12.50.":                                "Bitte nennen Sie einen Betrag wie 12,50.",
	"Please add what you need.":                                           "Bitte fügen Sie hinzu, was Sie brauchen.",
	"There can be at most %d items. Please put some of them together.":    "Es kann höchstens %d Positionen geben. Bitte fassen Sie einige zusammen.",
	"Please say what you need.":                                           "Bitte nennen Sie, was Sie brauchen.", "Please give a number from 1 to 999.": "Bitte nennen Sie eine Zahl von 1 bis 999.",
	"Please give a price of up to %s.": "Bitte nennen Sie einen Preis bis %s.", "We can give at most %s. Please take something off the list.": "Wir können höchstens %s geben. Bitte nehmen Sie etwas von der Liste.",
	"Please give your project a name.": "Bitte geben Sie Ihrem Vorhaben einen Namen.", "Please describe your project.": "Bitte beschreiben Sie Ihr Vorhaben.",
	"Please say a little more: a sentence or two.": "Bitte erzählen Sie etwas mehr: ein, zwei Sätze.", "Please say when the project begins.": "Bitte nennen Sie den Beginn des Vorhabens.",
	"Please choose what the project is about.": "Bitte wählen Sie, worum es geht.", "Please choose how you send us the signed form.": "Bitte wählen Sie, wie Sie uns das unterschriebene Formular schicken.",

	// The end.
	"Please look at everything once more.": "Bitte sehen Sie alles noch einmal an.", "Something is still missing": "Es fehlt noch etwas", "Something is still missing. See above.": "Es fehlt noch etwas. Siehe oben.",
	"All of this is right, as far as I know.": "Alle Angaben sind nach meinem Wissen richtig.", "Please confirm that all of this is right.": "Bitte bestätigen Sie, dass alle Angaben richtig sind.",
	"Send application": "Antrag abschicken", "Sending…": "Wird gesendet …", "Change": "Ändern", "Change: %s": "Ändern: %s",
	"Thank you. We have received your application as number %s.": "Vielen Dank. Ihr Antrag ist unter der Nummer %s eingegangen.",
	"Application %s": "Antrag %s", "We have received your application": "Ihr Antrag ist eingegangen",
	"We answer within four weeks. There is nothing more for you to do now.": "Wir antworten innerhalb von vier Wochen. Sie müssen jetzt nichts weiter tun.",
}
