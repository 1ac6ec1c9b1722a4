package store_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/store"
)

// Forms with rows: of the build before, which had two fixed ones, of this build, and of the next
// one, whose rows have one more field and another name for one.
type (
	fixed struct {
		Items struct{ First, Second string }
	}

	rowPart struct {
		address.Row
		Length string
	}
	row struct {
		address.Row
		What  string
		Count int
		Parts []rowPart `url:"part"`
	}
	rowed struct {
		Items struct {
			Title string
			List  []row `url:"item"`
		}
	}

	nextRow struct {
		address.Row
		Name  string `alias:"what"`
		Count int
		Note  string
		Parts []rowPart `url:"part"`
	}
	nextRowed struct {
		Items struct {
			Title string
			List  []nextRow `url:"item"`
		}
	}
)

func toRows(from int, steps map[string]url.Values) {
	v := steps["items"]
	if from != 1 {
		return
	}
	for _, key := range []string{"first", "second"} {
		if text := v.Get(key); text != "" {
			v["item."+key+".what"] = []string{text}
			if !slices.Contains(v["item"], key) {
				v["item"] = append(v["item"], key)
			}
		}
		delete(v, key)
	}
}

var (
	fixedDrafts = store.NewDrafts[fixed]("application", 1, store.DraftOptions{})
	rowDrafts   = store.NewDrafts[rowed]("application", 2, store.DraftOptions{Migrate: toRows})
	nextDrafts  = store.NewDrafts[nextRowed]("application", 2, store.DraftOptions{Migrate: toRows})
)

// Rows are added, moved and removed; what belongs to a row goes with it.
func TestDraftRows(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	must[rowed](t)(save(t, db, rowDrafts, id, "items", "title=T&item=_a&item=_b&item._a.what=pump&item._a.count=2&item._b.what=hose&item._b.part=_1&item._b.part._1.length=5"))
	d := must[rowed](t)(save(t, db, rowDrafts, id, "items", "title=T&item=_b&item=_a&item._a.what=pump&item._a.count=x&item._b.what=hose&item._b.part=_1&item._b.part._1.length=5"))
	value, unplaced := d.Decode()
	if got := fmt.Sprint(value, unplaced); got != "{{T [{{item _b} hose 0 [{{item._b.part _1} 5}]} {{item _a} pump 0 []}]}} [{items item._a.count [x] true}]" {
		t.Errorf("moved: %s", got)
	}
	d = must[rowed](t)(save(t, db, rowDrafts, id, "items", "title=T&item=_a&item._a.what=pump"))
	if got := d.Values("items").Encode(); got != "item=_a&item._a.what=pump&title=T" {
		t.Errorf("removed: %s", got)
	}
	d = must[rowed](t)(save(t, db, rowDrafts, id, "items", "title=T"))
	if got := d.Values("items").Encode(); got != "title=T" {
		t.Errorf("all removed: %s", got)
	}
	// A row that nobody lists is reported, with its name.
	if _, err := db.SQL().Exec(`UPDATE goldfish_drafts SET data = '{"steps":{"items":{"version":2,"revision":9,"values":{"item":["a"],"item.a.what":["x"],"item.b.what":["y"],"item.a.gone":["z"]}}}}'`); err != nil {
		t.Fatal(err)
	}
	_, unplaced = must[rowed](t)(rowDrafts.Load(t.Context(), db, "7", id)).Decode()
	if got := fmt.Sprint(unplaced); got != "[{items item [a] true} {items item.a.gone [z] false} {items item.b.what [y] false}]" {
		t.Errorf("unplaced: %s", got)
	}
}

// Two builds save rows of one draft: what the one does not know of a row outlasts a save by it, as
// long as the row does.
func TestDraftRowsOfTwoBuilds(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	must[nextRowed](t)(save(t, db, nextDrafts, id, "items", "title=T&item=_a&item=_b&item._a.name=pump&item._a.note=red&item._b.name=hose&item._b.note=blue"))
	must[rowed](t)(save(t, db, rowDrafts, id, "items", "title=T&item=_b&item._b.what=pipe&item._b.count=3"))
	d := must[nextRowed](t)(nextDrafts.Load(t.Context(), db, "7", id))
	if got := d.Values("items").Encode(); got != "item=_b&item._b.count=3&item._b.name=hose&item._b.note=blue&item._b.what=pipe&title=T" {
		t.Errorf("K reads %s", got)
	}
	// Where only one of them has the name, the alias is read and shown.
	must[rowed](t)(save(t, db, rowDrafts, id, "items", "title=T&item=_c&item._c.what=rake"))
	d = must[nextRowed](t)(nextDrafts.Load(t.Context(), db, "7", id))
	if value, unplaced := d.Decode(); value.Items.List[0].Name != "rake" || len(unplaced) > 0 || d.Values("items").Get("item._c.name") != "rake" {
		t.Errorf("K reads %+v, and %v", value, unplaced)
	}
	// The form of K with a row less, at K-1, which does not know all of its fields.
	must[nextRowed](t)(save(t, db, nextDrafts, id, "items", "title=T&item=_c&item=_d&item._c.name=rake&item._d.name=saw&item._d.note=old"))
	old := must[rowed](t)(post(t, db, rowDrafts, id, "items", "title=T&item=_c&item._c.name=rake", hidden(t, db, nextDrafts, id, "items")))
	if got := old.Values("items").Encode(); got != "item=_c&item._c.name=rake&title=T" {
		t.Errorf("K-1 keeps %s", got)
	}
}

// The form of a build without rows: what it has becomes rows, and rows that it does not show stay.
func TestDraftRowsOfAnOlderForm(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	must[fixed](t)(save(t, db, fixedDrafts, id, "items", "first=pump&second="))
	d := must[rowed](t)(rowDrafts.Load(t.Context(), db, "7", id))
	if got := d.Values("items").Encode(); got != "item=first&item.first.what=pump" {
		t.Errorf("a draft of K-1: %s", got)
	}
	must[rowed](t)(save(t, db, rowDrafts, id, "items", "title=T&item=first&item=_a&item.first.what=pump&item._a.what=hose"))
	// K-1 shows empty fields, and somebody fills in both.
	d = must[rowed](t)(post(t, db, rowDrafts, id, "items", "first=tap&second=rake", hidden(t, db, fixedDrafts, id, "items")))
	if got := d.Values("items").Encode(); got != "item=first&item=_a&item=second&item._a.what=hose&item.first.what=tap&item.second.what=rake&title=T" {
		t.Errorf("K keeps %s", got)
	}
	// At K-1 itself they are kept beside the rows, and K says so.
	must[fixed](t)(save(t, db, fixedDrafts, id, "items", "first=nail&second="))
	_, unplaced := must[rowed](t)(rowDrafts.Load(t.Context(), db, "7", id)).Decode()
	if got := fmt.Sprint(unplaced); got != "[{items first [nail] false}]" {
		t.Errorf("K cannot place %s", got)
	}
}
