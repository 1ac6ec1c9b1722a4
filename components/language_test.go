package components_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	. "github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/templ/text"
)

// The widgets speak the language of the page.
func TestWidgetsInGerman(t *testing.T) {
	ctx := text.With(context.Background(), &text.German)
	pages := Pagination{Noun: "Tickets", Page: 2, Size: 50, Total: 1234, To: func(int) URL { return "/" }}
	for _, test := range []struct {
		widget templ.Component
		want   []string
	}{
		{Submit{}, []string{"Speichern"}},
		{Search{Action: "/"}, []string{"Suchen"}},
		{SkipLink(), []string{"Zum Inhalt springen"}},
		{PageHeader{Back: "/"}, []string{"Zurück"}},
		{Drawer{Close: "/"}, []string{`aria-label="Schließen"`}},
		{pages, []string{"51–100 von 1.234 Tickets", "Seite 3", "Zurück", "Weiter", `aria-label="Seiten"`}},
		{FilterBar{Clear: "/", Chips: []Chip{{Label: "VIP", Remove: "/"}}}, []string{"Filter VIP entfernen", "Alle entfernen", "Aktive Filter"}},
		{Checkboxes{Max: 3}, []string{"Höchstens 3 auswählen."}},
		{Field{Optional: true}, []string{"(optional)"}},
		{Combobox{}, []string{"Suche läuft …"}},
		{OptionList{}, []string{"Nichts gefunden."}},
		{ErrorSummary{}, []string{"Bitte prüfen Sie Ihre Angaben"}},
		{Connection(), []string{"Keine Verbindung", "Verbindung unterbrochen"}},
		{Time(time.Date(2026, 3, 4, 15, 7, 0, 0, time.UTC)), []string{"4. März 2026, 15:07 UTC"}},
		{Date(time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)), []string{"24. Dez. 2026"}},
	} {
		var out strings.Builder
		if err := test.widget.Render(ctx, &out); err != nil {
			t.Fatal(err)
		}
		for _, want := range test.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%T does not say %q: %s", test.widget, want, out.String())
			}
		}
	}
}
