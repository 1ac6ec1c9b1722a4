package desk

import (
	"database/sql"
	_ "embed"
	"errors"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/goldfish-go/goldfish/store"
)

// A dialect has all in which the desk's two kinds of database differ. The statements elsewhere are
// SQL that both understand.
type dialect struct {
	store.Dialect
	schema string
	lock   string // a statement that makes other nodes wait until the transaction ends
	isNew  string // a query that returns whether the schema is not there yet
	hold   string // after a SELECT: nobody else writes the row until the transaction ends
}

var (
	//go:embed schema.sqlite.sql
	sqliteSchema string
	//go:embed schema.postgresql.sql
	postgresSchema string
)

// SQLite has one writer: a transaction that writes holds the whole database from its beginning.
var sqlite = dialect{
	Dialect: store.SQLite,
	schema:  sqliteSchema,
	lock:    "SELECT 1",
	isNew:   "SELECT count(*) = 0 FROM sqlite_schema WHERE name = 'tickets'",
}

var postgresql = dialect{
	Dialect: store.PostgreSQL,
	schema:  postgresSchema,
	lock:    "SELECT pg_advisory_xact_lock(hashtext('desk schema'))",
	isNew:   "SELECT to_regclass('tickets') IS NULL",
	hold:    " FOR UPDATE OF t",
}

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

func isPostgres(name string) bool {
	return strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://")
}

// connect opens a database of this name for views, which cannot write with it, and for actions: a
// file, ":memory:", or a URL that begins with postgres:// or postgresql://.
func connect(name string) (read, write database, err error) {
	if isPostgres(name) {
		return connectPostgres(name)
	}
	if write, err = connectSQLite(name, 1, "_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)"); err != nil {
		return read, write, err
	}
	if name == ":memory:" {
		return write, write, nil
	}
	read, err = connectSQLite(name, runtime.GOMAXPROCS(0)+2, "_pragma=query_only(1)")
	return read, write, err
}

func connectSQLite(path string, conns int, options string) (database, error) {
	file := "file:" + (&url.URL{Path: path}).EscapedPath()
	db, err := sql.Open("sqlite", file+"?_pragma=busy_timeout(4000)&_pragma=foreign_keys(1)&"+options)
	return pooled(db, conns, sqlite), err
}

// connectPostgres uses the driver "pgx", which this package does not import: not every desk needs
// it. See examples/desk/alldrivers.
func connectPostgres(name string) (read, write database, err error) {
	if !slices.Contains(sql.Drivers(), "pgx") {
		return read, write, errors.New("this desk has no driver for PostgreSQL; go run -C examples/desk/alldrivers . has")
	}
	u, err := url.Parse(name)
	if err != nil {
		return read, write, err
	}
	both := [2]database{}
	for i, readOnly := range []string{"on", "off"} {
		q := u.Query()
		q.Set("default_transaction_read_only", readOnly)
		u.RawQuery = q.Encode()
		db, err := sql.Open("pgx", u.String())
		if err != nil {
			return read, write, err
		}
		both[i] = pooled(db, 8, postgresql)
	}
	return both[0], both[1], nil
}

func pooled(db *sql.DB, conns int, d dialect) database {
	if db != nil {
		db.SetMaxOpenConns(conns)
		db.SetMaxIdleConns(conns)
	}
	return database{db, d}
}
