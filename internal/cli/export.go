package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// exportCmd writes the archive of a workspace.
type exportCmd struct {
	Out string `help:"File to write; \"-\" or nothing writes to the output." placeholder:"FILE" type:"path"`
}

// Help is the long help.
func (*exportCmd) Help() string {
	return `The archive holds everything: records, ledger, files. "throughline import throughline" takes it in, on either database.

Examples:
  throughline export --out acme.zip
  throughline export > acme.zip`
}

// Run writes it.
func (c *exportCmd) Run(ctx context.Context, s *session) error {
	if (c.Out == "" || c.Out == "-") && (s.out.terminal || s.grammar.JSON) {
		return errs.New(errs.Invalid, "An archive is no text. Name a file: --out archive.zip.")
	}
	return s.inWorkspace(ctx, false, func(p *place) error {
		ans, err := p.send(ctx, request{method: http.MethodGet, path: "/api/v1/export", accept: transfer.MediaType})
		if err != nil {
			return err
		}
		defer func() { _ = ans.Body.Close() }()
		if c.Out == "" || c.Out == "-" {
			if _, err := io.Copy(s.Out, ans.Body); err != nil {
				return broken(ctx, err)
			}
			return nil
		}
		return s.save(ctx, c.Out, "exporting", ans.Body)
	})
}

func broken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errs.Cause(errs.Unavailable, err, "Interrupted.")
	}
	return errs.Cause(errs.Unavailable, err, "The archive broke off: %v. Try again.", err)
}

// save writes what comes into a file that has its name only when it is whole.
func (s *session) save(ctx context.Context, name, stage string, from io.Reader) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*") // with mode 0600
	if err != nil {
		return errs.Cause(errs.Invalid, err, "%s cannot be written: %v.", name, err)
	}
	defer func() { _ = os.Remove(temp.Name()) }() // gone when all went well
	bar := s.bar()
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(temp, sum, &meter{bar: bar, stage: stage}), from)
	bar.end()
	if err != nil {
		_ = temp.Close()
		return broken(ctx, err)
	}
	if err := errors.Join(temp.Sync(), temp.Close(), os.Rename(temp.Name(), name)); err != nil {
		return errs.Cause(errs.Invalid, err, "%s cannot be written: %v.", name, err)
	}
	raw, err := json.Marshal(map[string]any{"file": name, "bytes": size, "sha256": hex.EncodeToString(sum.Sum(nil))})
	if err != nil {
		return err
	}
	return s.print(raw, func() error {
		s.out.line("Wrote %s (%s).", name, bytesText(size))
		return nil
	})
}

// meter shows how many bytes went by.
type meter struct {
	bar   *bar
	stage string
	n     int64
}

func (m *meter) Write(b []byte) (int, error) {
	m.n += int64(len(b))
	m.bar.step(fmt.Sprintf("%s: %s", m.stage, bytesText(m.n)), 0, 0)
	return len(b), nil
}

func bytesText(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 10<<10:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// importArchive brings in what "throughline export" wrote.
type importArchive struct {
	File    string `arg:"" help:"The archive."`
	Slug    string `help:"Short name to give the workspace (default: its own)." placeholder:"NAME"`
	Product string `help:"Has no effect: an archive brings its own products." hidden:""`
	DryRun  bool   `help:"Only read the archive to its end, check it, and say what it holds."`
}

// Run imports the archive as a workspace of its own.
func (c *importArchive) Run(ctx context.Context, s *session) error {
	f, err := os.Open(c.File)
	if err != nil {
		return errs.Cause(errs.Invalid, err, "The archive cannot be read: %v.", err)
	}
	defer func() { _ = f.Close() }() // only read from
	st, err := f.Stat()
	if err != nil || !st.Mode().IsRegular() {
		return errs.New(errs.Invalid, "%s is not a plain file.", c.File)
	}
	archive, err := transfer.OpenArchive(f, st.Size())
	if err != nil {
		return err
	}
	if c.DryRun {
		if err := archive.Read(ctx, s.registry()); err != nil {
			return err
		}
		return s.printArchive(archive.Manifest.Workspace, archive.Manifest.Counts, archive.Manifest.Lost, true)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return s.at(ctx, true, func(p *place) error {
		if !p.folder {
			return errs.New(errs.Forbidden, "Only whoever runs the installation takes archives in, on its data folder.")
		}
		q := url.Values{}
		if c.Slug != "" {
			q.Set("slug", c.Slug)
		}
		bar := s.bar()
		bar.step("importing the archive", 0, 0)
		raw, err := p.raw(ctx, request{method: http.MethodPost, path: "/api/v1/import/archive", query: q, body: f, media: transfer.MediaType})
		bar.end()
		if err != nil {
			return err
		}
		var in transfer.Imported
		if err := read(raw, &in); err != nil {
			return err
		}
		return s.printArchive(in.Workspace, in.Counts, in.Lost, false)
	})
}

// printArchive prints what an archive brought, in the form of every import.
func (s *session) printArchive(w transfer.Workspace, n transfer.Counts, lost []string, dry bool) error {
	counts := map[string]int64{"records": n.Records, "parts": n.Parts, "files": n.Files, "ledger": n.Ledger, "notices": n.Notices}
	none := map[string]int64{}
	problems := []transfer.Problem{}
	for _, id := range lost {
		problems = append(problems, transfer.Problem{Where: "attachment " + id, What: "The archive does not hold its bytes; they were missing when it was written."})
	}
	for word := range counts {
		none[word] = 0
	}
	raw, err := json.Marshal(map[string]any{
		"source": "throughline", "name": w.Name, "workspace": w, "dryRun": dry,
		"read": counts, "created": counts, "updated": none, "unchanged": none, "kept": map[string]int64{}, "problems": problems,
	})
	if err != nil {
		return err
	}
	return s.print(raw, func() error {
		verb := "Imported"
		if dry {
			verb = "The archive is whole. It would make"
		}
		s.out.line("%s the workspace %s (%s): %d records, %d parts, %d files, %d ledger rows.", verb, s.out.paint(bold, clean(w.Name)), w.Slug, n.Records, n.Parts, n.Files, n.Ledger)
		s.showProblems(problems)
		return nil
	})
}
