package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the bare statements
)

// barePostgres measures what PostgreSQL does with the same rows and the same
// durability when nobody asks who may do it: a record, its item and its ledger
// row in one transaction; and fifty rows of a list.
func barePostgres(ctx context.Context, t *table, url string, d time.Duration) error {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(16)
	b := bare{db: db}
	if err := db.QueryRowContext(ctx, "select workspace_id, product_id, id from record where kind = 'story' order by id limit 1").Scan(&b.workspace, &b.product, &b.model); err != nil {
		return err
	}
	for i, name := range []string{"record", "item", "ledger"} {
		if b.inserts[i], err = b.copying(ctx, name); err != nil {
			return err
		}
	}
	for _, n := range []int{1, 16} {
		if err := b.row(ctx, t, "bare: insert record, item and ledger row, commit", n, d, b.insert); err != nil {
			return err
		}
	}
	for _, n := range []int{1, 16} {
		if err := b.row(ctx, t, "bare: select 50 by filter and sort", n, d, b.list); err != nil {
			return err
		}
	}
	return nil
}

// bare makes statements on a filled database.
type bare struct {
	db                        *sql.DB
	workspace, product, model string
	inserts                   [3]string
	made                      atomic.Int64
}

// copying gives the statement that inserts a row like the model's, as another.
func (b *bare) copying(ctx context.Context, table string) (string, error) {
	rows, err := b.db.QueryContext(ctx, "select column_name from information_schema.columns where table_name = $1 order by ordinal_position", table)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	other := map[string]string{"id": "'bare' || $3", "key": "'BARE-' || $3", "num": "1000000 + cast($3 as bigint)", "seq": "1000000000 + cast($3 as bigint)"}
	var columns, values []string
	for rows.Next() {
		var c string
		if err := rows.Scan(&c); err != nil {
			return "", err
		}
		v, changed := other[c]
		if !changed {
			v = c
		}
		columns, values = append(columns, c), append(values, v)
	}
	of := "id"
	if table == "ledger" {
		of = "act = 'create' and entity_id"
	}
	return "insert into " + table + " (" + strings.Join(columns, ", ") + ") select " + strings.Join(values, ", ") + " from (select * from " + table + " where workspace_id = $1 and " + of + " = $2 limit 1) x", rows.Err()
}

func (b *bare) insert(ctx context.Context) error {
	n := fmt.Sprint(b.made.Add(1))
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	for _, s := range b.inserts {
		if _, err := tx.ExecContext(ctx, s, b.workspace, b.model, n); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (b *bare) list(ctx context.Context) error {
	rows, err := b.db.QueryContext(ctx, "select id, key, title, state, rank, tags from record where workspace_id = $1 and product_id = $2 and kind = 'story' and state = 'ready' and archived_at = 0 order by rank, id limit 50", b.workspace, b.product)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id, key, title, state, rank, tags string
		if err := rows.Scan(&id, &key, &title, &state, &rank, &tags); err != nil {
			return err
		}
	}
	return rows.Err()
}

// row runs one statement by several clients for a while.
func (b *bare) row(ctx context.Context, t *table, name string, clients int, d time.Duration, do func(context.Context) error) error {
	var wg sync.WaitGroup
	var n atomic.Int64
	fault := make(chan error, clients)
	start := time.Now()
	for range clients {
		wg.Go(func() {
			for time.Since(start) < d {
				if err := do(ctx); err != nil {
					fault <- err
					return
				}
				n.Add(1)
			}
		})
	}
	wg.Wait()
	select {
	case err := <-fault:
		return fmt.Errorf("%s: %w", name, err)
	default:
	}
	t.line(fmt.Sprintf("%s, %d clients", name, clients), fmt.Sprintf("%s/s", thousands(int(float64(n.Load())/time.Since(start).Seconds()))), "")
	return nil
}
