package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/obs"
)

// Backups are named after the second in which they were begun, so that their
// names sort by age.
const (
	backupStamp  = "20060102T150405Z"
	backupPrefix = "throughline-"
)

var backupName = regexp.MustCompile(`^throughline-(\d{8}T\d{6}Z)\.zip$`)

// retryIn is how soon a backup that failed is tried again, at most.
const retryIn = 10 * time.Minute

// partsKept is how long an unfinished backup may lie: no backup takes longer.
const partsKept = 24 * time.Hour

// Schedule makes a backup every so often and keeps the newest. A backup counts
// only when it could be read again; when one fails, that is logged and counted,
// the age of the last good one goes on rising, and no old one is removed.
type Schedule struct {
	Vault  Vault
	Clock  clock.Clock
	Log    *slog.Logger
	Folder string
	Every  time.Duration // 0 makes none
	Keep   int

	failed obs.Counter
	made   obs.Counter
	last   atomic.Int64 // instant of the newest good backup
}

// Backups is the schedule of this installation, as its settings say.
func (a *App) Backups() *Schedule {
	c := a.Config
	s := &Schedule{Vault: a.Vault(), Clock: a.clock, Log: a.Log, Folder: c.BackupFolder, Every: c.BackupEvery, Keep: c.BackupKeep}
	if s.Folder == "" {
		s.Folder = filepath.Join(c.Data, "backups")
	}
	s.Measure(a.Metrics)
	return s
}

// Measure shows how the schedule does.
func (s *Schedule) Measure(m *obs.Registry) {
	s.made = m.Counter("backups_total", "Backups made and read again.")
	s.failed = m.Counter("backup_failures_total", "Backups that failed, or could not be read again.")
	m.Gauge("backup_age_seconds", "Age of the newest backup; NaN when there is none.", func() float64 { return s.Age() })
}

// Age gives the seconds since the newest good backup; NaN when there is none.
func (s *Schedule) Age() float64 {
	last := clock.Instant(s.last.Load())
	if last == 0 {
		return math.NaN()
	}
	return s.Clock.Now().Sub(last).Seconds()
}

// Run keeps the schedule until ctx ends.
func (s *Schedule) Run(ctx context.Context) {
	if s.Every <= 0 {
		return
	}
	for {
		wait := time.NewTimer(s.Turn(ctx))
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-wait.C:
		}
	}
}

// Turn makes a backup when one is due, and gives the time until the next turn.
func (s *Schedule) Turn(ctx context.Context) time.Duration {
	have, err := s.list()
	if err == nil && len(have) > 0 {
		last := have[len(have)-1]
		s.last.Store(int64(last.at))
		// One from the future says that the clock was wrong, and not that
		// there is time.
		if left := s.Every - s.Clock.Now().Sub(last.at); left > 0 && left <= s.Every {
			return left
		}
	}
	if err == nil {
		err = s.make(ctx, have)
	}
	if err != nil {
		if ctx.Err() == nil {
			s.failed.Add()
			s.Log.ErrorContext(ctx, "the backup failed", "folder", s.Folder, "error", err)
		}
		return min(s.Every, retryIn)
	}
	return s.Every
}

func (s *Schedule) make(ctx context.Context, have []dated) error {
	now := s.Clock.Now()
	name := backupPrefix + now.Time().Format(backupStamp) + archiveExt
	m, err := s.Vault.BackUp(ctx, filepath.Join(s.Folder, name))
	if err != nil {
		return err
	}
	s.made.Add()
	s.last.Store(int64(now))
	lost := 0
	for _, w := range m.Workspaces {
		lost += len(w.Lost)
	}
	level := slog.LevelInfo
	if lost > 0 {
		level = slog.LevelWarn
	}
	s.Log.Log(ctx, level, "a backup was made", "file", name, "workspaces", len(m.Workspaces), "lostFiles", lost)
	return s.thin(have, now)
}

// thin removes the oldest backups beyond those to keep, and what a crash left.
func (s *Schedule) thin(have []dated, now clock.Instant) error {
	var all error
	for i := range len(have) + 1 - max(s.Keep, 1) {
		all = errors.Join(all, os.Remove(filepath.Join(s.Folder, have[i].name)))
	}
	files, err := os.ReadDir(s.Folder)
	for _, f := range files {
		info, err := f.Info()
		if err != nil || !strings.Contains(f.Name(), partMark) || !strings.HasPrefix(f.Name(), backupPrefix) || now.Sub(clock.From(info.ModTime())) < partsKept {
			continue
		}
		all = errors.Join(all, os.Remove(filepath.Join(s.Folder, f.Name())))
	}
	if err := errors.Join(all, err); err != nil {
		return errs.Cause(errs.Unavailable, err, "Old backups in %s cannot be removed: %v.", s.Folder, err)
	}
	return nil
}

// dated is a backup in the folder.
type dated struct {
	name string
	at   clock.Instant
}

// list gives the backups in the folder, the oldest first.
func (s *Schedule) list() ([]dated, error) {
	files, err := os.ReadDir(s.Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "The folder for backups %s cannot be read: %v.", s.Folder, err)
	}
	var out []dated
	for _, f := range files {
		m := backupName.FindStringSubmatch(f.Name())
		if m == nil || !f.Type().IsRegular() {
			continue
		}
		if at, err := time.Parse(backupStamp, m[1]); err == nil {
			out = append(out, dated{f.Name(), clock.From(at)})
		}
	}
	slices.SortFunc(out, func(a, b dated) int { return strings.Compare(a.name, b.name) })
	return out, nil
}
