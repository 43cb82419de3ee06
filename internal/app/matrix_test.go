package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/platform/store"
)

// cell is one call of the matrix: an operation, by somebody, about something.
type cell struct {
	d    *op.Def
	row  row
	p    principal
	at   place
	want outcome
}

func (c cell) String() string { return fmt.Sprintf("%s by %s on %s", c.d.Name, c.p.name, c.at) }

// lets says whether the call is to get through.
func (c cell) lets() bool { return c.want == ok || c.want == proposal }

// matrix runs calls and collects what is wrong.
type matrix struct {
	*bench
	doc    *document
	rows   map[string]row
	wrong  []string
	print  []string // of the database, when it was last looked at
	cells  int
	shown  map[string]bool // operations whose answer was compared with the document
	counts map[outcome]int
}

func newMatrix(b *bench) *matrix {
	return &matrix{bench: b, doc: readDocument(b), rows: rowsOf(b), shown: map[string]bool{}, counts: map[outcome]int{}}
}

func (m *matrix) complain(format string, args ...any) {
	if len(m.wrong) < 200 {
		m.wrong = append(m.wrong, fmt.Sprintf(format, args...))
	}
}

// of gives the cells of an operation.
func (m *matrix) of(d *op.Def) []cell {
	r, known := m.rows[d.Name]
	if !known {
		m.complain("%s has no row in the authorization matrix: add one to matrix_special_test.go, or its kind to kinds in matrix_rows_test.go", d.Name)
		return nil
	}
	var out []cell
	for _, p := range m.people {
		for _, at := range r.places {
			if r.makes && p.in != "" && at.in() != p.in {
				continue // it is made where the caller is, whatever they say
			}
			if r.own && at == whole && p.in == "B" {
				at = theirsW
			}
			want := p.expected(d, at, r.by)
			if r.want != nil {
				want = r.want(p, at, want)
			}
			out = append(out, cell{d, r, p, at, want})
		}
	}
	return out
}

// run checks all cells of some operations: first those that must change
// nothing, then those that let somebody in.
func (m *matrix) run(defs []*op.Def) {
	var all [][]cell
	for _, d := range defs {
		cells := m.of(d)
		for _, c := range cells {
			c.row.call(m.bench, m.object(c), c.at) // what the call itself needs stands as well
		}
		all = append(all, cells)
	}
	for _, w := range m.worlds {
		w.CatchUp()
	}
	m.print = m.fingerprint()
	for _, cells := range all {
		m.still(cells)
	}
	for _, cells := range all {
		for _, c := range cells {
			if c.lets() && c.d.Writes {
				m.letsIn(c)
			}
		}
	}
}

// object gives the id that a call names, of what stands.
func (m *matrix) object(c cell) string {
	if c.row.on == "" {
		return ""
	}
	if c.row.own && (c.at == whole || c.at == theirsW) {
		return ""
	}
	return m.stands(c.row.on, c.at)
}

// still runs the calls that must leave everything as it is: those that are
// refused, and those that only read. When something has changed after all, it
// is found by running them once more, one by one.
func (m *matrix) still(cells []cell) {
	told := map[string]string{} // what each is told of what does not exist
	hidden := map[string][]cell{}
	said := map[cell1]string{}
	for _, made := range m.atOnce(cells) {
		c, object, rec := made.cell, made.object, made.rec
		m.judge(c, rec)
		answer := fmt.Sprint(rec.Code, " ", rec.Body)
		if object != "" {
			answer = strings.ReplaceAll(answer, object, "ID")
		}
		if c.row.inBody { // a creation may name others
			answer = idForm.ReplaceAllString(answer, "ID")
		}
		switch {
		case c.want != gone || object == "" || c.p.only != nil && rec.Code == http.StatusForbidden:
		case c.at == nowhere:
			told[c.p.name] = answer
		default:
			hidden[c.p.name] = append(hidden[c.p.name], c)
			said[cell1{c.p.name, c.at}] = answer
		}
	}
	for name, all := range hidden {
		for _, c := range all {
			if is, of := said[cell1{name, c.at}], told[name]; of != "" && is != of {
				m.complain("%s: what is hidden answers %s, what does not exist %s", c, is, of)
			}
		}
	}
	m.same(cells)
}

// made is a call with what it is about and what came of it.
type made struct {
	cell
	object string
	in     call
	rec    *httptest.ResponseRecorder
}

// workers is how many calls are under way at once. The database is mostly
// waited for, so that more of them make the matrix faster.
const workers = 6

// atOnce makes the calls that must change nothing, several at a time.
func (m *matrix) atOnce(cells []cell) []*made {
	var all []*made
	for _, c := range cells {
		if c.lets() && c.d.Writes {
			continue
		}
		object := m.object(c)
		all = append(all, &made{cell: c, object: object, in: c.row.call(m.bench, object, c.at)})
	}
	var wait sync.WaitGroup
	next := make(chan *made)
	at := workers
	if len(cells) > 0 && cells[0].row.alone {
		at = 1
	}
	for range at {
		wait.Go(func() {
			for one := range next {
				one.rec = m.send(one.p, one.d, one.in)
			}
		})
	}
	for _, one := range all {
		next <- one
	}
	close(next)
	wait.Wait()
	return all
}

type cell1 struct {
	who string
	at  place
}

// same sees that nothing has changed since it was last looked at.
func (m *matrix) same(cells []cell) {
	now := m.fingerprint()
	if slices.Equal(now, m.print) {
		return
	}
	m.complain("%s: calls that are refused, or only read, changed the database: %s", cells[0].d.Name, changed(m.print, now))
	for _, c := range cells {
		if c.lets() && c.d.Writes {
			continue
		}
		m.send(c.p, c.d, c.row.call(m.bench, m.object(c), c.at))
		if again := m.fingerprint(); !slices.Equal(again, now) {
			m.complain("%s: changed the database, and must not: %s", c, changed(now, again))
			now = again
		}
	}
	m.print = m.fingerprint()
}

// judge compares what came of a call with what had to come.
func (m *matrix) judge(c cell, rec *httptest.ResponseRecorder) {
	m.cells++
	got := came(c.d, rec)
	m.counts[c.want]++
	switch {
	case got == c.want:
	case c.want == empty && got == ok:
	case c.want == gone && c.row.inBody && got == invalid:
	case c.want == gone && c.row.makes && (got == invalid || got == forbidden):
	case c.want == gone && c.p.only != nil && got == forbidden: // a token may be told its limits
		return
	default:
		m.complain("%s: came %s, want %s: %s", c, got, c.want, brief(rec))
		return
	}
	if got == ok && !m.shown[c.d.Name] || got == proposal && !m.shown[c.d.Name+" proposed"] || got != ok && got != proposal {
		if err := m.doc.conforms(c.d, rec); err != nil {
			m.complain("%s: the answer is not as the document says: %v: %s", c, err, brief(rec))
		}
		m.shown[c.d.Name] = m.shown[c.d.Name] || got == ok
		m.shown[c.d.Name+" proposed"] = m.shown[c.d.Name+" proposed"] || got == proposal
	}
}

// letsIn runs a call that takes effect, or becomes a proposal.
func (m *matrix) letsIn(c cell) {
	object := m.object(c)
	if object != "" && !c.row.keep {
		object = m.fresh(c.row.on, c.at)
	}
	if c.row.before != nil {
		c.row.before(m.bench, object, c)
	}
	in := c.at.in()
	if c.p.in != "" {
		in = c.p.in
	}
	before := m.seq(in)
	rec := m.send(c.p, c.d, c.row.call(m.bench, object, c.at))
	m.judge(c, rec)
	got := came(c.d, rec)
	switch rows := m.seq(in) - before; {
	case got == proposal && rows != 1:
		m.complain("%s: a proposal wrote %d ledger rows, want its own only", c, rows)
	case got != ok && got != proposal && rows != 0:
		m.complain("%s: came %s and wrote %d ledger rows", c, got, rows)
	}
	if got == ok && c.row.after != nil {
		c.row.after(m.bench, object, c)
	}
	if got != ok && c.row.failed != nil {
		c.row.failed(m.bench, object, c)
	}
}

func brief(rec *httptest.ResponseRecorder) string {
	s := strings.TrimSpace(rec.Body.String())
	if len(s) > 300 {
		s = s[:300] + "…"
	}
	return fmt.Sprintf("%d %s", rec.Code, s)
}

// TestMatrix calls every operation as everybody, on their own things, on
// hidden ones, on the neighbours' and on nothing at all (AZ-01, AZ-02).
func TestMatrix(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := newMatrix(newBench(t, w))
		m.run(w.Engine.Reg.Defs())
		for name := range m.rows {
			if _, registered := w.Engine.Reg.Def(name); !registered {
				m.complain("the matrix has a row for %s, which is not registered", name)
			}
		}
		for _, d := range w.Engine.Reg.Defs() {
			if !m.shown[d.Name] && m.rows[d.Name].want == nil {
				m.complain("%s: nobody was let in, so its answer was never seen", d.Name)
			}
		}
		for _, wrong := range m.wrong {
			t.Error(wrong)
		}
		t.Logf("%d operations, %d calls: %v", len(w.Engine.Reg.Defs()), m.cells, m.counts)
	})
}

// TestMatrixFindsAnUnscopedHandler is the control: an operation that forgets
// to ask who may see a record must make the matrix fail, be it one that reads
// or one that writes.
func TestMatrixFindsAnUnscopedHandler(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		type ref struct {
			ID string `json:"id" in:"path" v:"required" ref:"record"`
		}
		type leaked struct {
			Title string `json:"title"`
		}
		op.Ask(w.Engine.Reg, "leak.show", func(ctx context.Context, v *op.View, in ref) (*leaked, error) {
			title, err := store.One[string](ctx, v.R, "select title from record where id = ?", in.ID)
			return &leaked{title}, err
		}, op.Says("Show a title to anybody."))
		op.Raw(w.Engine.Reg, "leak.update", func(ctx context.Context, p *op.Plain, in ref) (*leaked, error) {
			return &leaked{}, p.DB.Write(ctx, p.Workspace, func(tx *store.Tx) error {
				_, err := tx.Exec(ctx, "update product_counter set next_num = next_num + 1 where product_id = (select product_id from record where id = ?)", in.ID)
				return err
			})
		}, op.Says("Count on for anybody."), op.Needs(op.Change))
		b := newBench(t, w)
		for name, want := range map[string]string{"leak.show": "came ok, want 404", "leak.update": "changed the database"} {
			m := newMatrix(b)
			m.rows[name] = row{on: "risk", places: inEither, call: id1, by: ""}
			d, _ := w.Engine.Reg.Def(name)
			m.run([]*op.Def{d})
			all := strings.Join(m.wrong, "\n")
			if !strings.Contains(all, want) || !strings.Contains(all, "on "+string(hide)) {
				t.Errorf("the matrix let %s pass: %s", name, all)
			}
			if w.DB.Dialect() == store.SQLite && !strings.Contains(all, "on "+string(theirs)) {
				t.Errorf("the matrix did not see %s reach the neighbours: %s", name, all)
			}
		}
	})
}

// TestEveryOperationNeedsARow sees that a new operation without a row fails.
func TestEveryOperationNeedsARow(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		op.Ask(w.Engine.Reg, "brand.new", func(context.Context, *op.View, struct{}) (json.RawMessage, error) {
			return nil, nil
		}, op.Says("Do something new."))
		m := newMatrix(newBench(t, w))
		d, _ := w.Engine.Reg.Def("brand.new")
		m.run([]*op.Def{d})
		if len(m.wrong) != 1 || !strings.HasPrefix(m.wrong[0], "brand.new has no row") {
			t.Errorf("a new operation without a row gives %q", m.wrong)
		}
	})
}
