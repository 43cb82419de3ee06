package metric

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
)

// ImportIn is a table of points.
type ImportIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id or key of the metric."`
	Text   string `json:"text" v:"required,max=1000000" doc:"The table: a line for each point with its day, its value and, if there is one, a note; parted by commas, semicolons or tabs, with or without a line of names."`
	DryRun bool   `json:"dryRun" doc:"Only say what would be done."`
}

// Imported says what reading a table did, or would do.
type Imported struct {
	Entered
	Rows   int     `json:"rows" doc:"Lines with something in them, without that of the names."`
	Bad    []Bad   `json:"bad" doc:"Rows that could not be read, at most 200; the rest went in."`
	Faults int     `json:"faults" doc:"How many could not be read in all."`
	First  *Point  `json:"first" doc:"The oldest point read, to see whether it was understood."`
	Last   *Point  `json:"last" doc:"The newest."`
	DryRun bool    `json:"dryRun"`
	Sample []Point `json:"sample" doc:"The first five points as they were understood."`
}

// How much is told of a table.
const (
	mostBad    = 200
	mostSample = 5
)

func importPoints(ctx context.Context, tx *op.Tx, in ImportIn) (*Imported, error) {
	m, err := enterable(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	t := &table{zone: tx.Zone(), now: tx.Now, title: m.Title}
	if err := t.read(in.Text); err != nil {
		return nil, err
	}
	out := &Imported{Rows: t.lines, Bad: t.bad, Faults: len(t.bad), DryRun: in.DryRun, Sample: []Point{}}
	out.Metric = m.Key
	if out.Bad == nil {
		out.Bad = []Bad{}
	}
	out.Bad = out.Bad[:min(len(out.Bad), mostBad)]
	points := make([]Point, len(t.rows))
	for i, r := range t.rows {
		points[i] = r.p
	}
	out.tell(points)
	if len(points) == 0 {
		if in.DryRun {
			return out, nil
		}
		return nil, errs.Fieldf("text", "has no row that can be read; the first: line %d, %q %s", t.bad[0].Row, t.bad[0].Text, t.bad[0].Reason)
	}
	if in.DryRun {
		return out, out.foresee(ctx, tx, m, points)
	}
	did, err := put(ctx, tx, m, points)
	if err != nil {
		return nil, err
	}
	out.Entered = *did
	return out, nil
}

// tell shows how the table was understood.
func (o *Imported) tell(points []Point) {
	for i := range points {
		p := points[i]
		if o.First == nil || p.At < o.First.At {
			o.First = &points[i]
		}
		if o.Last == nil || p.At > o.Last.At {
			o.Last = &points[i]
		}
		if i < mostSample {
			o.Sample = append(o.Sample, p)
		}
	}
}

// foresee counts what putting points would do.
func (o *Imported) foresee(ctx context.Context, tx *op.Tx, m *Metric, points []Point) error {
	there, err := pointsAt(ctx, tx, m.ID, points)
	for _, p := range points {
		switch is, known := there[p.At]; {
		case !known:
			o.Added++
		case is.Value == p.Value && is.Note == p.Note:
			o.Same++
		default:
			o.Replaced++
		}
	}
	return err
}
