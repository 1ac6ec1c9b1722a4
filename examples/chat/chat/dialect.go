package chat

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/goldfish-go/goldfish/store"
)

// A dialect has what differs between the two kinds of database. All other statements are SQL that
// both understand, with "?" for arguments.
type dialect struct {
	store.Dialect
	lock  string // makes other nodes wait until the transaction ends
	isNew string // returns whether the schema is not there yet
}

var (
	sqlite     = dialect{store.SQLite, "SELECT 1", "SELECT count(*) = 0 FROM sqlite_schema WHERE name = 'rooms'"}
	postgresql = dialect{store.PostgreSQL, "SELECT pg_advisory_xact_lock(hashtext('chat schema'))", "SELECT to_regclass('rooms') IS NULL"}
)

// bind writes the placeholders of a statement: "?" for SQLite, "$1", "$2" … for PostgreSQL.
func (d dialect) bind(statement string) string {
	if d.Dialect == store.SQLite {
		return statement
	}
	var b strings.Builder
	for i := 1; ; i++ {
		before, after, found := strings.Cut(statement, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(i))
		statement = after
	}
}

// connect opens a database for views, which cannot write with it, and one for actions.
func connect(name string) (read, write *sql.DB, d dialect, err error) {
	if strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://") {
		read, write, err = connectPostgres(name)
		return read, write, postgresql, err
	}
	file := "file:" + (&url.URL{Path: name}).EscapedPath() + "?_pragma=busy_timeout(4000)&_pragma=foreign_keys(1)&"
	if write, err = sql.Open("sqlite", file+"_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)"); err != nil {
		return nil, nil, sqlite, err
	}
	write.SetMaxOpenConns(1)
	read, err = sql.Open("sqlite", file+"_pragma=query_only(1)")
	if err == nil {
		read.SetMaxOpenConns(runtime.GOMAXPROCS(0) + 2)
		read.SetMaxIdleConns(runtime.GOMAXPROCS(0) + 2)
	}
	return read, write, sqlite, err
}

// connectPostgres uses the driver "pgx", which this package does not import: not every chat needs
// it.
func connectPostgres(name string) (read, write *sql.DB, err error) {
	if !slices.Contains(sql.Drivers(), "pgx") {
		return nil, nil, errors.New("this program has no driver for PostgreSQL; go run -C examples/desk/alldrivers ./chat has")
	}
	u, err := url.Parse(name)
	if err != nil {
		return nil, nil, err
	}
	both := [2]*sql.DB{}
	for i, readOnly := range []string{"on", "off"} {
		q := u.Query()
		q.Set("default_transaction_read_only", readOnly)
		u.RawQuery = q.Encode()
		if both[i], err = sql.Open("pgx", u.String()); err != nil {
			return nil, nil, err
		}
		both[i].SetMaxOpenConns(8)
		both[i].SetMaxIdleConns(8)
	}
	return both[0], both[1], nil
}

// A transaction is one write. It can notify topics.
type transaction struct {
	*store.Tx
	dialect
}

func (t transaction) exec(ctx context.Context, statement string, args ...any) error {
	_, err := t.ExecContext(ctx, t.bind(statement), args...)
	return err
}

func (t transaction) row(ctx context.Context, query string, args ...any) *sql.Row {
	return t.QueryRowContext(ctx, t.bind(query), args...)
}
