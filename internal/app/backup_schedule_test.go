package app_test

import (
	"context"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app"
	"throughline/internal/app/apptest"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/obs"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

func schedule(t *testing.T) (*app.Schedule, *clock.Fixed, *apptest.World, *strings.Builder) {
	t.Helper()
	w := apptest.New(t, storetest.Open(t, store.SQLite, migrations.Files))
	now := clock.At(clock.From(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)))
	log := &strings.Builder{}
	s := &app.Schedule{Vault: vaultOf(w), Clock: now, Log: slog.New(slog.NewTextHandler(log, nil)), Folder: filepath.Join(t.TempDir(), "backups"), Every: time.Hour, Keep: 2}
	s.Measure(obs.NewRegistry())
	return s, now, w, log
}

func in(t *testing.T, folder string) []string {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		out = append(out, f.Name())
	}
	return out
}

func TestScheduleKeepsTheNewest(t *testing.T) {
	t.Parallel()
	s, now, _, _ := schedule(t)
	if !math.IsNaN(s.Age()) {
		t.Errorf("age %v before the first", s.Age())
	}
	for i, want := range []struct {
		on    time.Duration // the clock moves on by
		wait  time.Duration
		files []string
	}{
		{0, time.Hour, []string{"throughline-20260302T090000Z.zip"}},
		{20 * time.Minute, 40 * time.Minute, []string{"throughline-20260302T090000Z.zip"}},
		{41 * time.Minute, time.Hour, []string{"throughline-20260302T090000Z.zip", "throughline-20260302T100100Z.zip"}},
		{2 * time.Hour, time.Hour, []string{"throughline-20260302T100100Z.zip", "throughline-20260302T120100Z.zip"}},
	} {
		now.Add(want.on)
		if got := s.Turn(t.Context()); got != want.wait {
			t.Errorf("turn %d: wait %v, want %v", i, got, want.wait)
		}
		if got := in(t, s.Folder); !slices.Equal(got, want.files) {
			t.Errorf("turn %d: %v, want %v", i, got, want.files)
		}
	}
	if s.Age() != 0 {
		t.Errorf("age %v just after one", s.Age())
	}
	if _, err := emptyVault(t, store.SQLite).RestoreFile(t.Context(), filepath.Join(s.Folder, "throughline-20260302T120100Z.zip")); err != nil {
		t.Errorf("what the schedule made cannot be restored: %v", err)
	}
}

// A backup that fails is told, tried again soon, and costs no old one.
func TestScheduleThatFails(t *testing.T) {
	t.Parallel()
	s, now, w, log := schedule(t)
	if rec := w.As("dina", "POST", "/api/v1/records/LEND/files?name=a", "bytes"); rec.Code != 200 {
		t.Fatal(rec.Body)
	}
	s.Turn(t.Context())
	files := s.Vault.Files
	s.Vault.Files = &unreadable{files}
	now.Add(3 * time.Hour)
	if wait := s.Turn(t.Context()); wait != 10*time.Minute {
		t.Errorf("wait %v after a failure", wait)
	}
	if !strings.Contains(log.String(), "the backup failed") || s.Age() != 3*3600 {
		t.Errorf("age %v, log %s", s.Age(), log)
	}
	if got := in(t, s.Folder); !slices.Equal(got, []string{"throughline-20260302T090000Z.zip"}) {
		t.Errorf("left: %v", got)
	}
	s.Vault.Files = files
	if wait := s.Turn(t.Context()); wait != time.Hour || s.Age() != 0 {
		t.Errorf("wait %v, age %v after it works again", wait, s.Age())
	}
}

// Foreign files are left alone, half-written ones are removed in time, and a
// backup from the future stops nothing.
func TestScheduleInAFolderOfOthers(t *testing.T) {
	t.Parallel()
	s, now, _, _ := schedule(t)
	s.Keep = 1
	if err := os.MkdirAll(s.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	old, young := "throughline-20260301T000000Z.zip.part-abc", "throughline-20260302T085900Z.zip.part-abc"
	for name, age := range map[string]time.Duration{old: 25 * time.Hour, young: time.Minute, "notes.txt": 9000 * time.Hour, "throughline-20990101T000000Z.zip": 0, "throughline-20260301T000000Z.zip.old": 9000 * time.Hour} {
		at := filepath.Join(s.Folder, name)
		if err := os.WriteFile(at, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		when := now.Now().Time().Add(-age)
		if err := os.Chtimes(at, when, when); err != nil {
			t.Fatal(err)
		}
	}
	s.Turn(t.Context())
	want := []string{"notes.txt", "throughline-20260301T000000Z.zip.old", "throughline-20260302T085900Z.zip.part-abc", "throughline-20260302T090000Z.zip"}
	if got := in(t, s.Folder); !slices.Equal(got, want) {
		t.Errorf("left: %v", got)
	}
}

func TestScheduleEnds(t *testing.T) {
	t.Parallel()
	s, _, _, _ := schedule(t)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		s.Run(ctx)
		close(done)
	}()
	stop()
	<-done
	s.Every = 0
	s.Run(t.Context()) // comes back at once: there is nothing to do
}
