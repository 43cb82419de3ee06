package config

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"throughline/internal/kit/errs"
)

func TestSecretsAreMadeOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "data")
	first, err := LoadSecrets(dir)
	if err != nil {
		t.Fatal(err)
	}
	again, err := LoadSecrets(dir)
	if err != nil || !bytes.Equal(first.Key("a"), again.Key("a")) {
		t.Errorf("another key the second time, %v", err)
	}
	other, err := LoadSecrets(t.TempDir())
	if err != nil || bytes.Equal(first.Key("a"), other.Key("a")) {
		t.Errorf("two installations share a key, %v", err)
	}
	if len(first.Key("a")) != 32 || bytes.Equal(first.Key("a"), first.Key("b")) {
		t.Error("two purposes share a key")
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, secretsFile): 0o600} {
		if st, err := os.Stat(path); err != nil || st.Mode().Perm() != want {
			t.Errorf("%s has mode %v, %v", path, st.Mode(), err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestSecretsAreMadeByOne(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	keys := make([]string, 20)
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			s, err := LoadSecrets(dir)
			if err != nil {
				t.Error(err)
				return
			}
			keys[i] = string(s.Key("a"))
		})
	}
	wg.Wait()
	for _, k := range keys {
		if k != keys[0] {
			t.Fatal("two of them have different keys")
		}
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	t.Parallel()
	s := Secrets{master: []byte("geheimgeheimgeheimgeheimgeheimge")}
	if out := fmt.Sprintf("%v %+v %#v %s %v", s, s, s, s, s.LogValue()); strings.Contains(out, "geheim") || strings.Contains(out, "103") {
		t.Errorf("shown as %s", out)
	}
}

func TestSecretsRefused(t *testing.T) {
	t.Parallel()
	good := masterKey + " = " + strings.Repeat("0123456789abcdef", 4) + "\n"
	for _, c := range []struct {
		what, text string
		mode       os.FileMode
		says       string // "" for taken
	}{
		{"as it should be", good, 0o600, ""},
		{"read-only", good, 0o400, ""},
		{"others may read", good, 0o604, "chmod 600"},
		{"the group may read", good, 0o640, "chmod 600"},
		{"others may write", good, 0o602, "chmod 600"},
		{"empty", "", 0o600, "damaged"},
		{"cut off", good[:40], 0o600, "damaged"},
		{"not hexadecimal", masterKey + " = " + strings.Repeat("x", 64), 0o600, "damaged"},
		{"zeros", masterKey + " = " + strings.Repeat("0", 64), 0o600, "damaged"},
		{"one byte", masterKey + " = " + strings.Repeat("ab", 32), 0o600, "damaged"},
		{"another name", "key = " + strings.Repeat("0123456789abcdef", 4), 0o600, "damaged"},
		{"a line more", good + "more = 1\n", 0o600, "damaged"},
		{"not lines", "\x00\x01", 0o600, "line 1"},
		{"huge", strings.Repeat("#", maxConf+1), 0o600, "1 MiB"},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, secretsFile)
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, c.mode); err != nil {
				t.Fatal(err)
			}
			_, err := LoadSecrets(dir)
			if (err == nil) != (c.says == "") || err != nil && (!errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), path)) {
				t.Errorf("got %v", err)
			}
			if got, err := os.ReadFile(path); err != nil || string(got) != c.text {
				t.Errorf("the file was changed, %v", err)
			}
		})
	}
}

func TestSecretsElsewhere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Symlink("nowhere", filepath.Join(dir, secretsFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadSecrets(dir); !errs.Is(err, errs.Invalid) {
		t.Errorf("a link: %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadSecrets(filepath.Join(file, "below")); err == nil {
		t.Error("secrets below a file")
	}
}
