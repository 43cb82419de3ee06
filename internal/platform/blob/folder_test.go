package blob

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

var hostileKeys = []string{
	"", "/", "a/", "/a", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a\\b", "A", "a_b", "_tmp/x", "a.b", "a b",
	"a\x00b", "a\nb", "ä", "C:a", "a/b:c", "%2e%2e", strings.Repeat("a", 65), strings.Repeat("a/", 100) + "a",
}

func TestValidKey(t *testing.T) {
	t.Parallel()
	for _, key := range hostileKeys {
		if ValidKey(key) {
			t.Errorf("%q is taken", key)
		}
	}
	for _, key := range []string{"a", "0", "01abc/02def", strings.Repeat("a", 64), strings.Repeat("a/", 99) + "a"} {
		if !ValidKey(key) {
			t.Errorf("%q is refused", key)
		}
	}
}

func keyGen() *rapid.Generator[string] {
	return rapid.StringMatching(`[a-z0-9]{1,8}(/[a-z0-9]{1,8}){0,3}`)
}

func TestPathsAreInverse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := keyGen().Draw(t, "a"), keyGen().Draw(t, "b")
		p := pathOf(a)
		if keyOf(p) != a {
			t.Fatalf("%s lies at %s, which is read as %q", a, p, keyOf(p))
		}
		// No key's file stands where another needs a folder.
		if strings.HasPrefix(pathOf(b), p+"/") || a != b && pathOf(b) == p {
			t.Fatalf("%s and %s are in each other's way", a, b)
		}
		if !filepath.IsLocal(p) {
			t.Fatalf("%s leads out of the folder", p)
		}
	})
}

func FuzzKeys(f *testing.F) {
	for _, key := range hostileKeys {
		f.Add(key)
	}
	f.Add("01abc/02def")
	f.Fuzz(func(t *testing.T, s string) {
		if ValidKey(s) && (keyOf(pathOf(s)) != s || !filepath.IsLocal(pathOf(s))) {
			t.Errorf("%q lies at %q", s, pathOf(s))
		}
		if key := keyOf(s); key != "" && pathOf(key) != s {
			t.Errorf("the path %q is read as %q", s, key)
		}
	})
}

func TestFolderLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := openFolder(t, dir, 10)
	for _, in := range []string{"too long for the limit", "short"} {
		_, _ = f.Put(t.Context(), "ws/a", strings.NewReader(in), -1)
		_, _ = f.Put(t.Context(), "ws/a", failing{errors.New("broken")}, -1)
	}
	left, err := os.ReadDir(filepath.Join(dir, tempDir))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestFolderIsPrivate(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "files")
	f := openFolder(t, dir, 10)
	put(t, f, "ws/a", []byte("x"))
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", p, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFolderSweepsOldTemporaries(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	openFolder(t, dir, 10)
	now := clock.System{}.Now().Time()
	for name, age := range map[string]time.Duration{"old": 25 * time.Hour, "young": 23 * time.Hour} {
		p := filepath.Join(dir, tempDir, name)
		if err := os.WriteFile(p, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(p, now, now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := OpenFolder(dir, 10, clock.At(clock.From(now))); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, tempDir, "old")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the old one is still there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, tempDir, "young")); err != nil {
		t.Errorf("the young one is gone: %v", err)
	}
}

// TestFolderFollowsNoLinks plants links where a blob's folder, file and
// listing would lead through them: outwards and inwards.
func TestFolderFollowsNoLinks(t *testing.T) {
	t.Parallel()
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, plant := range map[string]func(dir string) error{
		"file outside":   func(dir string) error { return os.Symlink(secret, filepath.Join(dir, pathOf("ws/a"))) },
		"file inside":    func(dir string) error { return os.Symlink("b", filepath.Join(dir, pathOf("ws/a"))) },
		"folder outside": func(dir string) error { return relink(outside, filepath.Join(dir, "ws")) },
		"folder inside":  func(dir string) error { return relink("other", filepath.Join(dir, "ws")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			f := openFolder(t, dir, 100)
			put(t, f, "other/a", []byte("other"))
			if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(pathOf("ws/a"))), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := plant(dir); err != nil {
				t.Fatal(err)
			}
			if r, _, err := f.Open(t.Context(), "ws/a"); err == nil {
				_ = r.Close()
				t.Error("Open followed the link")
			}
			_ = f.Walk(t.Context(), "ws/", func(key string, _ int64) error {
				t.Errorf("Walk followed the link to %s", key)
				return nil
			})
			_, _ = f.Put(t.Context(), "ws/a", strings.NewReader("new"), 3)
			_ = f.Delete(t.Context(), "ws/a")
			if b, err := os.ReadFile(secret); err != nil || string(b) != "secret" {
				t.Errorf("the file outside is %q, %v", b, err)
			}
			if got := read(t, f, "other/a"); string(got) != "other" {
				t.Errorf("the other blob is %q", got)
			}
		})
	}
}

func relink(to, at string) error {
	if err := os.RemoveAll(at); err != nil {
		return err
	}
	return os.Symlink(to, at)
}

func TestFolderRefusesOtherThanFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := openFolder(t, dir, 10)
	if err := os.MkdirAll(filepath.Join(dir, pathOf("ws/a")), 0o700); err != nil {
		t.Fatal(err)
	}
	if r, _, err := f.Open(t.Context(), "ws/a"); err == nil {
		_ = r.Close()
		t.Error("a folder was opened as a blob")
	}
	if _, err := OpenFolder(filepath.Join(dir, pathOf("ws/a"), "x", "\x00"), 10, clock.System{}); !errs.Is(err, errs.Unavailable) {
		t.Errorf("got %v", err)
	}
}

func TestWalkPassesOverForeignFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := openFolder(t, dir, 10)
	put(t, f, "ws/a", []byte("x"))
	for _, name := range []string{".DS_Store", "README", "ws/Thumbs.db", "ws/b", "ws/_00/_00/zzz", tempDir + "/half"} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := f.Walk(t.Context(), "", func(key string, _ int64) error {
		if key != "ws/a" {
			t.Errorf("saw %s", key)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestDiskErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		kind errs.Kind
		says string
	}{
		{nil, "", ""},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, errs.Unavailable, "full"},
		{syscall.EDQUOT, errs.Unavailable, "full"},
		{syscall.EROFS, errs.Unavailable, "read-only"},
		{syscall.EMFILE, errs.Unavailable, "Too many"},
		{syscall.EIO, errs.Internal, "input/output"},
	} {
		got := diskError(c.err)
		if errs.KindOf(got) != c.kind || got != nil && !strings.Contains(got.Error(), c.says) || !errors.Is(got, c.err) {
			t.Errorf("%v became %v", c.err, got)
		}
	}
}
