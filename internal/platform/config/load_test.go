package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/kit/errs"
)

// load reads settings with a data folder of its own.
func load(t *testing.T, file string, env []string, flags map[string]string) (Config, []Setting, error) {
	t.Helper()
	dir := t.TempDir()
	if file != "" {
		if err := os.WriteFile(filepath.Join(dir, FileName), []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all := map[string]string{"data": dir}
	maps.Copy(all, flags)
	return Load(Options{Flags: all, Env: env})
}

func must(t *testing.T, file string, env []string, flags map[string]string) (Config, []Setting) {
	t.Helper()
	c, all, err := load(t, file, env, flags)
	if err != nil {
		t.Fatal(err)
	}
	return c, all
}

func find(t *testing.T, all []Setting, name string) Setting {
	t.Helper()
	i := slices.IndexFunc(all, func(s Setting) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("there is no setting %s", name)
	}
	return all[i]
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	c, all := must(t, "", nil, nil)
	want := Config{
		Data: c.Data, Listen: "127.0.0.1:8080", BaseURL: "http://127.0.0.1:8080", ProxyFrom: c.ProxyFrom, StopIn: 10 * time.Second,
		Blob: "folder", BlobFolder: filepath.Join(c.Data, "files"), S3Region: "us-east-1", S3TLS: true,
		MaxBody: 1 << 20, MaxUpload: 100 << 20,
		RateLogin: Rate{10, 5 * time.Minute}, RateRead: Rate{1200, time.Minute}, RateWrite: Rate{300, time.Minute},
		RateSearch: Rate{120, time.Minute}, RateUpload: Rate{60, time.Minute}, RateExport: Rate{60, time.Hour},
		SessionIdle: 7 * day, SessionAbsolute: 30 * day, LogLevel: "info", LogFormat: "text",
		FollowBatch: 500, BackupEvery: time.Hour, BackupKeep: 48, BackupFolder: filepath.Join(c.Data, "backups"),
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("\n got %+v\nwant %+v", c, want)
	}
	if len(c.ProxyFrom) != 6 || c.Secure() {
		t.Errorf("%v, %v", c.ProxyFrom, c.Secure())
	}
	for _, s := range all {
		if s.Source != "default" && s.Name != "data" {
			t.Errorf("%s comes from %s", s.Name, s.Source)
		}
	}
}

// TestTags keeps the tags complete: a setting without a default that fits,
// without a bound or a sentence would go unnoticed otherwise.
func TestTags(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range fields() {
		if f.name == "" || seen[f.name] || strings.Trim(f.name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("the name %q", f.name)
		}
		seen[f.name] = true
		if len(f.doc) < 10 || !strings.HasSuffix(f.doc, ".") {
			t.Errorf("%s: the sentence %q", f.name, f.doc)
		}
		if err := f.set(&Config{}, f.fallback); err != nil {
			t.Errorf("%s: the default %q: %v", f.name, f.fallback, err)
		}
		for check := range f.checks {
			if !slices.Contains([]string{"", "required", "url", "hostport", "oneof", "min", "max"}, check) {
				t.Errorf("%s: the check %q", f.name, check)
			}
		}
		switch f.in(&Config{}).(type) {
		case *int, *Size, *time.Duration:
			for _, bound := range []string{"min", "max"} {
				if err := f.set(&Config{}, f.checks[bound]); err != nil {
					t.Errorf("%s: the bound %s: %v", f.name, bound, err)
				}
			}
		}
	}
}

func TestPrecedence(t *testing.T) {
	t.Parallel()
	file, env, flag := "listen = 127.0.0.1:1", []string{"THROUGHLINE_LISTEN=127.0.0.1:2", "HOME=/root"}, map[string]string{"listen": "127.0.0.1:3"}
	for _, c := range []struct {
		file         string
		env          []string
		flags        map[string]string
		want, source string
	}{
		{"", nil, nil, "127.0.0.1:8080", "default"},
		{file, nil, nil, "127.0.0.1:1", "throughline.conf line 1"},
		{"", env, nil, "127.0.0.1:2", "environment THROUGHLINE_LISTEN"},
		{"", nil, flag, "127.0.0.1:3", "flag --listen"},
		{file, env, nil, "127.0.0.1:2", "environment THROUGHLINE_LISTEN"},
		{file, nil, flag, "127.0.0.1:3", "flag --listen"},
		{file, env, flag, "127.0.0.1:3", "flag --listen"},
		{file, []string{"THROUGHLINE_LISTEN="}, nil, "127.0.0.1:1", "throughline.conf line 1"},
	} {
		got, all := must(t, c.file, c.env, c.flags)
		if s := find(t, all, "listen"); got.Listen != c.want || s.Value != c.want || !strings.HasSuffix(s.Source, c.source) {
			t.Errorf("got %s from %s, want %s from %s", s.Value, s.Source, c.want, c.source)
		}
	}
}

func TestDataFolderFromTheEnvironment(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, FileName), []byte("log-level = warn\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, _, err := Load(Options{Env: []string{"THROUGHLINE_DATA=" + dir}})
	if err != nil || c.Data != dir || c.LogLevel != "warn" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestNamedFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "mine.conf")
	if _, _, err := Load(Options{File: path}); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), path) {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := os.WriteFile(path, []byte("data = /srv/tl\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, _, err := Load(Options{File: path}); err != nil || c.Data != "/srv/tl" {
		t.Errorf("%s, %v", c.Data, err)
	}
	if _, _, err := Load(Options{File: filepath.Dir(path)}); !errs.Is(err, errs.Invalid) {
		t.Errorf("a folder: %v", err)
	}
}

// TestRefusals is RE-30: each setting missing, of the wrong type, out of
// range, contradictory, unknown; one line that names the setting, its source
// and what is allowed.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what, file string
		env        []string
		flags      map[string]string
		says       []string
	}{
		{"unknown in the file", "lisen = x", nil, nil, []string{"lisen", "throughline.conf line 1", "is listen meant?"}},
		{"unknown and far from all", "x = y", nil, nil, []string{"x:", "throughline config"}},
		{"unknown in the environment", "", []string{"THROUGHLINE_LISTN=x"}, nil, []string{"THROUGHLINE_LISTN", "environment", "is THROUGHLINE_LISTEN meant?"}},
		{"unknown flag", "", nil, map[string]string{"log-levle": "x"}, []string{"--log-levle", "is log-level meant?"}},
		{"not a number", "backup-keep = many", nil, nil, []string{"backup-keep", `"many"`, "line 1", "whole number from 1 to 10000"}},
		{"a number out of range", "", []string{"THROUGHLINE_PROXY_HOPS=11"}, nil, []string{"proxy-hops", `"11"`, "THROUGHLINE_PROXY_HOPS", "from 0 to 10"}},
		{"below the range", "", []string{"THROUGHLINE_PROXY_HOPS=-1"}, nil, []string{"proxy-hops"}},
		{"not a size", "max-body = big", nil, nil, []string{"max-body", "size like 25MB from 64KiB to 64MiB"}},
		{"a size out of range", "max-body = 1GB", nil, nil, []string{"max-body"}},
		{"not a time", "session-idle = soon", nil, nil, []string{"session-idle", "length of time"}},
		{"a time out of range", "session-idle = 1s", nil, nil, []string{"session-idle", "from 5m to 90d"}},
		{"not a rate", "rate-login = 10", nil, nil, []string{"rate-login", "10/5m, or off"}},
		{"not networks", "proxy-from = here", nil, nil, []string{"proxy-from", "10.0.0.0/8"}},
		{"not a word of the list", "", nil, map[string]string{"log-level": "loud"}, []string{"log-level", "--log-level", "debug, info, warn, error"}},
		{"neither true nor false", "s3-tls = perhaps", nil, nil, []string{"s3-tls", "true or false"}},
		{"not an address", "listen = 8080", nil, nil, []string{"listen", "127.0.0.1:8080"}},
		{"no such port", "listen = 127.0.0.1:99999", nil, nil, []string{"listen"}},
		{"a host with a path", "listen = a/b:80", nil, nil, []string{"listen"}},
		{"wrong scheme", "base-url = ftp://x", nil, nil, []string{"base-url", "http:// or https://"}},
		{"not text", "", []string{"THROUGHLINE_TLS_CERT=a\nb"}, nil, []string{"tls-cert"}},
		{"empty where it must not be", "", nil, map[string]string{"data": ""}, []string{"data", "empty"}},
		{"data in its own file", "data = elsewhere", nil, nil, []string{"data", "--data", "THROUGHLINE_DATA"}},
		{"a line without =", "listen", nil, nil, []string{"line 1", "name = value"}},
		{"twice", "listen = 127.0.0.1:1\n\nlisten = 127.0.0.1:1", nil, nil, []string{"line 3", "line 1", "listen"}},
		{"certificate without key", "tls-cert = x", nil, nil, []string{"tls-cert", "tls-key"}},
		{"key without certificate", "tls-key = x", nil, nil, []string{"tls-cert", "tls-key"}},
		{"open to others in plain", "listen = 0.0.0.0:80", nil, nil, []string{"listen", "plain-http", "tls-cert", "https"}},
		{"open to others in plain, by name", "listen = :80", nil, nil, []string{"listen"}},
		{"open to others behind a plain address", "listen = :80\nbase-url = http://x.example", nil, nil, []string{"listen"}},
		{"idle longer than absolute", "session-absolute = 1d", nil, nil, []string{"session-idle", "1d"}},
		{"s3 without all it needs", "blob = s3\ns3-bucket = b", nil, nil, []string{"s3-endpoint", "s3-access-key", "s3-secret-key"}},
		{"TLS and a plain address", "tls-cert = a\ntls-key = b\nbase-url = http://x.example", nil, nil, []string{"base-url", "not https"}},
		{"an address with a path", "base-url = https://x.example/tl", nil, nil, []string{"base-url", "host of its own"}},
		{"several at once", "listen = 8080\nlog-level = loud", nil, nil, []string{"listen", "log-level"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			_, _, err := load(t, c.file, c.env, c.flags)
			if !errs.Is(err, errs.Invalid) {
				t.Fatalf("got %v", err)
			}
			for _, want := range c.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one line: %v", err)
			}
		})
	}
}

// Each setting by itself refuses what no setting of its type takes.
func TestEachSettingRefuses(t *testing.T) {
	t.Parallel()
	for _, f := range fields() {
		env := f.env() + "=a\x01b"
		if _, _, err := Load(Options{Env: []string{env}}); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), f.name) {
			t.Errorf("%s takes text with control characters: %v", f.name, err)
		}
	}
}

func TestTaken(t *testing.T) {
	t.Parallel()
	for _, file := range []string{
		"", "# nothing\n\n   # set\n", "\ufefflisten = localhost:1\r\nlog-level=debug\r\n",
		"listen = [::1]:8080", "listen = 127.9.9.9:0",
		"listen = 0.0.0.0:80\nplain-http = yes",
		"listen = 0.0.0.0:80\nbase-url = https://tl.example/",
		"listen = :443\ntls-cert = a\ntls-key = b",
		"blob = s3\ns3-endpoint = 127.0.0.1:9000\ns3-bucket = b\ns3-access-key = a\ns3-secret-key = \" s = # \"",
		"rate-login = off\nproxy-from = none\nbackup-every = 0s",
		"session-idle = 1d12h\nmax-upload = 25MB",
	} {
		if _, _, err := load(t, file, nil, nil); err != nil {
			t.Errorf("%q: %v", file, err)
		}
	}
}

func TestOtherNamesInTheEnvironment(t *testing.T) {
	t.Parallel()
	env := []string{"THROUGHLINE_TEST_S3=x", "THROUGHLINE_TOKEN=x", "PATH=/bin", "", "=", "THROUGHLINE"}
	if _, _, err := Load(Options{Flags: map[string]string{"data": t.TempDir()}, Env: env, OtherEnv: []string{"THROUGHLINE_TOKEN"}}); err != nil {
		t.Error(err)
	}
}

func TestDerived(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"listen = 127.0.0.1:1":                                  "http://127.0.0.1:1 false",
		"listen = [::1]:1":                                      "http://[::1]:1 false",
		"listen = :1\nplain-http = on":                          "http://localhost:1 false",
		"listen = 0.0.0.0:1\ntls-cert = a\ntls-key = b":         "https://localhost:1 true",
		"listen = [::]:1\nbase-url = https://tl.example/":       "https://tl.example true",
		"listen = 127.0.0.1:1\nbase-url = http://tl.example:81": "http://tl.example:81 false",
	} {
		c, _ := must(t, file, nil, nil)
		if got := fmt.Sprint(c.BaseURL, " ", c.Secure()); got != want {
			t.Errorf("%q: %s, want %s", file, got, want)
		}
	}
}

const secretFile = `
database = postgres://tl:geheim@db.example:5432/tl?password=geheim
blob = s3
s3-endpoint = s3.example
s3-bucket = b
s3-access-key = key
s3-secret-key = geheim
`

func TestSecretsAreHidden(t *testing.T) {
	t.Parallel()
	c, all := must(t, secretFile, nil, nil)
	if c.S3SecretKey.Reveal() != "geheim" || !strings.Contains(c.Database.Reveal(), "tl:geheim@") {
		t.Error("the secrets cannot be used")
	}
	var out bytes.Buffer
	if err := Print(&out, all); err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(asJSON)
	fmt.Fprintf(&out, "%v %+v %#v %s", c, c, c, all)
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("x", "config", c, "database", c.Database, "key", c.S3SecretKey)
	}
	if strings.Contains(out.String(), "geheim") {
		t.Errorf("shown in %s", out.String())
	}
	if s := find(t, all, "database"); s.Value != "postgres://tl:***@db.example:5432/tl?***" {
		t.Errorf("the database is shown as %s", s.Value)
	}
	if s := find(t, all, "s3-secret-key"); s.Value != "(hidden)" {
		t.Errorf("the key is shown as %s", s.Value)
	}
	_, _, err = load(t, "", []string{"THROUGHLINE_DATABASE=mysql://tl:geheim@x/y"}, nil)
	if !errs.Is(err, errs.Invalid) || strings.Contains(err.Error(), "geheim") {
		t.Errorf("got %v", err)
	}
	_, _, err = load(t, "s3-secret-key = \"geheim", nil, nil)
	if !errs.Is(err, errs.Invalid) || strings.Contains(err.Error(), "geheim") {
		t.Errorf("got %v", err)
	}
}

func TestSecretsInAFileThatOthersRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	if err := os.WriteFile(path, []byte(secretFile), 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, taken := range map[os.FileMode]bool{0o600: true, 0o400: true, 0o640: false, 0o604: false, 0o666: false} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, _, err := Load(Options{Flags: map[string]string{"data": dir}})
		if (err == nil) != taken || err != nil && !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	all := Describe()
	if len(all) != reflect.TypeFor[Config]().NumField() {
		t.Errorf("%d settings", len(all))
	}
	if s := find(t, all, "max-upload"); s.Env != "THROUGHLINE_MAX_UPLOAD" || s.Default != "100MiB" || s.Value != "100MiB" ||
		s.Allowed != "a size like 25MB from 64KiB to 5GiB" || s.Doc != "Largest attached file." {
		t.Errorf("%+v", s)
	}
}

// What Print writes is a file that gives the same settings.
func TestPrintReadsBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	flags := map[string]string{
		"data": dir, "listen": "127.0.0.1:1", "tls-cert": ` "odd" = # `, "tls-key": "\u00a0k", "session-idle": "1d12h", "rate-login": "5/m",
		"max-upload": "25MB", "proxy-from": "10.1.2.3/8, 192.168.1.7", "workspace-creation": "on",
	}
	c, all, err := Load(Options{Flags: flags})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Print(&out, all); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, FileName), out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	again, _, err := Load(Options{Flags: map[string]string{"data": dir}})
	if err != nil || !reflect.DeepEqual(again, c) {
		t.Errorf("%v\n%s", err, out.String())
	}
	for _, want := range []string{
		"# Largest attached file.\n# A size like 25MB from 64KiB to 5GiB; THROUGHLINE_MAX_UPLOAD; default 100MiB\n# from flag --max-upload\nmax-upload = 25MB\n",
		"# from default\n# blob = folder\n", "\n# data = ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}
