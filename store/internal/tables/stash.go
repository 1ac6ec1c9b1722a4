package tables

import "context"

// PutStash keeps data under an id for ttl seconds. If the id is there already, the data stay as
// they are and the later expiry counts; if it has expired, it is replaced.
func PutStash(ctx context.Context, p Place, id string, data []byte, ttl int64) error {
	_, err := p.exec(ctx, `INSERT INTO goldfish_stash (id, data, expires) VALUES ($1, $2, {now} + $3)
		ON CONFLICT (id) DO UPDATE SET
			data = CASE WHEN goldfish_stash.expires > {now} THEN goldfish_stash.data ELSE excluded.data END,
			expires = CASE WHEN goldfish_stash.expires > excluded.expires THEN goldfish_stash.expires ELSE excluded.expires END`,
		id, data, ttl)
	return err
}

// GetStash returns what is kept under an id and has not expired.
func GetStash(ctx context.Context, p Place, id string) (data []byte, found bool, err error) {
	err = p.query(ctx, func(scan func(...any) error) error {
		found = true
		return scan(&data)
	}, "SELECT data FROM goldfish_stash WHERE id = $1 AND expires > {now}", id)
	return data, found, err
}
