package tables

import "context"

// A DraftKey names the row of a draft.
type DraftKey struct{ Owner, Name, ID string }

// A Draft is the row of a draft.
type Draft struct {
	ID       string
	Revision int64
	Data     string
	Updated  int64 // seconds since 1970
	Expires  int64
}

const draftColumns = "SELECT id, revision, data, updated, expires FROM goldfish_drafts WHERE owner = $1 AND name = $2 AND expires > {now}"

// InsertDraft adds an empty draft that expires after ttl seconds.
func InsertDraft(ctx context.Context, p Place, k DraftKey, ttl int64) error {
	_, err := p.exec(ctx, "INSERT INTO goldfish_drafts (owner, name, id, expires) VALUES ($1, $2, $3, {now} + $4)", k.Owner, k.Name, k.ID, ttl)
	return err
}

// FindDraft returns a draft that has not expired. For a write it keeps others from writing the row
// until the transaction is over.
func FindDraft(ctx context.Context, p Place, k DraftKey, forWrite bool) (d Draft, found bool, err error) {
	statement := draftColumns + " AND id = $3"
	if forWrite && p.Dialect == PostgreSQL {
		statement += " FOR UPDATE"
	}
	err = p.query(ctx, func(scan func(...any) error) error {
		found = true
		return scan(&d.ID, &d.Revision, &d.Data, &d.Updated, &d.Expires)
	}, statement, k.Owner, k.Name, k.ID)
	return d, found, err
}

// ListDrafts returns the drafts of an owner, the last saved one first.
func ListDrafts(ctx context.Context, p Place, owner, name string, limit int) (all []Draft, err error) {
	err = p.query(ctx, func(scan func(...any) error) error {
		var d Draft
		err := scan(&d.ID, &d.Revision, &d.Data, &d.Updated, &d.Expires)
		all = append(all, d)
		return err
	}, draftColumns+" ORDER BY updated DESC, id LIMIT $3", owner, name, limit)
	return all, err
}

// CountDrafts returns how many drafts an owner has.
func CountDrafts(ctx context.Context, p Place, owner, name string) (n int, err error) {
	err = p.query(ctx, func(scan func(...any) error) error { return scan(&n) },
		"SELECT count(*) FROM goldfish_drafts WHERE owner = $1 AND name = $2 AND expires > {now}", owner, name)
	return n, err
}

// UpdateDraft replaces what a draft holds, and expires it after ttl seconds from now.
func UpdateDraft(ctx context.Context, p Place, k DraftKey, revision int64, data string, ttl int64) error {
	_, err := p.exec(ctx, "UPDATE goldfish_drafts SET revision = $4, data = $5, updated = {now}, expires = {now} + $6 WHERE owner = $1 AND name = $2 AND id = $3",
		k.Owner, k.Name, k.ID, revision, data, ttl)
	return err
}

// DeleteDraft deletes a draft, and reports whether there was one.
func DeleteDraft(ctx context.Context, p Place, k DraftKey) (bool, error) {
	n, err := p.exec(ctx, "DELETE FROM goldfish_drafts WHERE owner = $1 AND name = $2 AND id = $3", k.Owner, k.Name, k.ID)
	return n > 0, err
}
