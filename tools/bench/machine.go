package main

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "github.com/mattn/go-sqlite3" // the bare query
)

// limit is what the machine can do without Throughline.
type limit struct {
	name  string
	value string
}

// machine measures the limits: writing to disk, a bare answer, a bare query.
func machine(dir string, d time.Duration) ([]limit, error) {
	syncs, err := fsyncs(dir, d)
	if err != nil {
		return nil, err
	}
	one, sixteen, err := bareHTTP(d)
	if err != nil {
		return nil, err
	}
	queries, writes, err := bareSQLite(dir, d)
	if err != nil {
		return nil, err
	}
	return []limit{
		{"write 4 KiB and fsync", fmt.Sprintf("%.0f/s", syncs)},
		{"bare net/http answer, 1 client", fmt.Sprintf("%.0f/s, p99 %s", one.rate, short(one.p99))},
		{"bare net/http answer, 16 clients", fmt.Sprintf("%.0f/s, p99 %s", sixteen.rate, short(sixteen.p99))},
		{"bare SQLite query of 50 rows by index, 1 thread", fmt.Sprintf("%.0f/s", queries)},
		{"bare SQLite insert of one row, FULL, 1 client", fmt.Sprintf("%.0f/s", writes)},
	}, nil
}

func fsyncs(dir string, d time.Duration) (float64, error) {
	f, err := os.Create(filepath.Join(dir, "fsync"))
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close(); _ = os.Remove(f.Name()) }()
	block := make([]byte, 4096)
	n, start := 0, time.Now()
	for time.Since(start) < d {
		if _, err := f.WriteAt(block, int64(n%1000)*4096); err != nil {
			return 0, err
		}
		if err := f.Sync(); err != nil {
			return 0, err
		}
		n++
	}
	return float64(n) / time.Since(start).Seconds(), nil
}

func bareHTTP(d time.Duration) (one, sixteen load, err error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return one, sixteen, err
	}
	srv := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"ok":true}`))
	})}
	go func() { _ = srv.Serve(ln) }()
	defer func() { _ = srv.Shutdown(context.Background()) }()
	s := &server{address: ln.Addr().String(), pid: os.Getpid()}
	get := func(int64) (string, string, string) { return "GET", "/", "" }
	if one, err = drive(s, 1, d, get); err != nil {
		return one, sixteen, err
	}
	sixteen, err = drive(s, 16, d, get)
	return one, sixteen, err
}

func bareSQLite(dir string, d time.Duration) (queries, writes float64, err error) {
	path := filepath.Join(dir, "bare.db")
	defer func() {
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(path + end)
		}
	}()
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("create table t (id integer primary key, k integer, title text); create index t_k on t (k)"); err != nil {
		return 0, 0, err
	}
	rows := "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) insert into t (k, title) select i % 1000, 'title ' || i from n"
	if _, err := db.Exec(rows); err != nil {
		return 0, 0, err
	}
	n, start := 0, time.Now()
	for time.Since(start) < d {
		if err := fifty(db, n%1000); err != nil {
			return 0, 0, err
		}
		n++
	}
	queries = float64(n) / time.Since(start).Seconds()
	n, start = 0, time.Now()
	for time.Since(start) < d {
		if _, err := db.Exec("insert into t (k, title) values (?, ?)", n, strings.Repeat("x", 60)); err != nil {
			return 0, 0, err
		}
		n++
	}
	return queries, float64(n) / time.Since(start).Seconds(), nil
}

func fifty(db *sql.DB, k int) error {
	rows, err := db.Query("select id, title from t where k = ? limit 50", k)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id int64
		var title string
		if err := rows.Scan(&id, &title); err != nil {
			return err
		}
	}
	return rows.Err()
}

func short(d time.Duration) string {
	switch {
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d >= 10*time.Millisecond:
		return fmt.Sprintf("%.0f ms", float64(d)/1e6)
	case d >= time.Millisecond:
		return fmt.Sprintf("%.1f ms", float64(d)/1e6)
	default:
		return fmt.Sprintf("%.2f ms", float64(d)/1e6)
	}
}
