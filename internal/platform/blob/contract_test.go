package blob

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// s3Env names a bucket to test against, with its keys:
// http://ACCESS:SECRET@127.0.0.1:9000/bucket?region=us-east-1
const s3Env = "THROUGHLINE_TEST_S3"

// testLimit lets a blob be sent in several parts, which object stores do from
// 16 MiB on.
const testLimit = 20 << 20

func TestFolderContract(t *testing.T) {
	t.Parallel()
	exercise(t, func(t *testing.T) Store { return openFolder(t, t.TempDir(), testLimit) })
}

func TestS3Contract(t *testing.T) {
	t.Parallel()
	o := s3Options(t)
	exercise(t, func(t *testing.T) Store {
		s, err := OpenS3(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func s3Options(t *testing.T) S3Options {
	t.Helper()
	address := os.Getenv(s3Env)
	if address == "" {
		t.Skipf("no object store to test against: set %s=http://ACCESS:SECRET@HOST:PORT/BUCKET?region=R", s3Env)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	secret, _ := u.User.Password()
	o := S3Options{
		Endpoint: u.Host, Bucket: strings.Trim(u.Path, "/"), Region: u.Query().Get("region"),
		AccessKey: u.User.Username(), SecretKey: secret,
		PathStyle: true, TLS: u.Scheme == "https", Limit: testLimit, Spool: t.TempDir(),
	}
	c, err := minio.New(o.Endpoint, &minio.Options{Creds: credentials.NewStaticV4(o.AccessKey, o.SecretKey, ""), Secure: o.TLS, Region: o.Region})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := c.BucketExists(t.Context(), o.Bucket); err != nil {
		t.Fatal(err)
	} else if !found {
		if err := c.MakeBucket(t.Context(), o.Bucket, minio.MakeBucketOptions{Region: o.Region}); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

func openFolder(t *testing.T, dir string, limit int64) *Folder {
	t.Helper()
	f, err := OpenFolder(dir, limit, clock.System{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// exercise is what every store must do, whatever it is made of.
func exercise(t *testing.T, open func(*testing.T) Store) {
	for name, test := range map[string]func(*testing.T, Store){
		"put and open":      putAndOpen,
		"seek":              seek,
		"replace":           replace,
		"replace open one":  replaceOpen,
		"absent":            absentBlob,
		"size":              sizes,
		"keys":              keys,
		"walk":              walk,
		"broken sender":     brokenSender,
		"cancelled":         cancelled,
		"at the same time":  atTheSameTime,
		"damage is noticed": damage,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
}

// room gives a first segment of its own, so that tests can share a bucket.
func room() string { return id.Secret(20) }

func put(t *testing.T, s Store, key string, b []byte) Info {
	t.Helper()
	info, err := s.Put(t.Context(), key, bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Delete(context.WithoutCancel(t.Context()), key) })
	return info
}

func read(t *testing.T, s Store, key string) []byte {
	t.Helper()
	r, info, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size != int64(len(b)) {
		t.Errorf("Open says %d bytes, there are %d", info.Size, len(b))
	}
	return b
}

func noise(t *testing.T, n int) []byte {
	t.Helper()
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		t.Fatal(err)
	}
	return b
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// plainReader hides Len and Seek, as a network connection does.
type plainReader struct{ io.Reader }

func putAndOpen(t *testing.T, s Store) {
	for _, n := range []int{0, 1, 1023, 100_000, 17 << 20} {
		b := noise(t, n)
		for _, size := range []int64{int64(n), -1} {
			key := room() + "/a"
			info, err := s.Put(t.Context(), key, plainReader{bytes.NewReader(b)}, size)
			if err != nil {
				t.Fatalf("%d bytes, announced as %d: %v", n, size, err)
			}
			if want := (Info{int64(n), hashOf(b)}); info != want {
				t.Errorf("Put says %v, want %v", info, want)
			}
			if !bytes.Equal(read(t, s, key), b) {
				t.Errorf("%d bytes came back changed", n)
			}
			if err := Verify(t.Context(), s, key, info); err != nil {
				t.Error(err)
			}
			if err := s.Delete(t.Context(), key); err != nil {
				t.Error(err)
			}
		}
	}
}

func seek(t *testing.T, s Store) {
	key, b := room()+"/a", noise(t, 50_000)
	put(t, s, key, b)
	r, _, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if end, err := r.Seek(0, io.SeekEnd); err != nil || end != 50_000 {
		t.Fatalf("the end is at %d, %v", end, err)
	}
	if _, err := r.Seek(-1, io.SeekStart); err == nil {
		t.Error("a seek to before the beginning is taken")
	}
	if at, err := r.Seek(60_000, io.SeekStart); err != nil || at != 60_000 {
		t.Errorf("beyond the end: %d, %v", at, err)
	}
	if n, err := r.Read(make([]byte, 1)); n != 0 || !errors.Is(err, io.EOF) {
		t.Errorf("reading beyond the end gives %d, %v", n, err)
	}
	for _, at := range []int64{49_990, 0, 20_000} {
		if _, err := r.Seek(at, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		got := make([]byte, 10)
		if _, err := io.ReadFull(r, got); err != nil || !bytes.Equal(got, b[at:at+10]) {
			t.Errorf("at %d: %x, %v; want %x", at, got, err, b[at:at+10])
		}
	}
}

func replace(t *testing.T, s Store) {
	key := room() + "/a"
	put(t, s, key, []byte("the first one, which is longer"))
	put(t, s, key, []byte("the second"))
	if got := read(t, s, key); string(got) != "the second" {
		t.Errorf("got %q", got)
	}
	// A Put that fails leaves the old blob alone.
	if _, err := s.Put(t.Context(), key, strings.NewReader("short"), 10); !errs.Is(err, errs.Invalid) {
		t.Errorf("got %v", err)
	}
	if got := read(t, s, key); string(got) != "the second" {
		t.Errorf("after a failed Put: %q", got)
	}
}

// replaceOpen has a reader that seeks after its blob was replaced: it gets the
// old bytes or is told, never the new ones.
func replaceOpen(t *testing.T, s Store) {
	key := room() + "/a"
	put(t, s, key, bytes.Repeat([]byte("a"), 100))
	r, _, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	put(t, s, key, bytes.Repeat([]byte("b"), 100))
	if _, err := r.Seek(50, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err == nil && string(got) != strings.Repeat("a", 50) || err != nil && !errs.Is(err, errs.Conflict) {
		t.Errorf("got %q, %v", got, err)
	}
}

func absentBlob(t *testing.T, s Store) {
	key := room() + "/a"
	if _, _, err := s.Open(t.Context(), key); !errs.Is(err, errs.NotFound) {
		t.Errorf("Open of nothing: %v", err)
	}
	if err := s.Delete(t.Context(), key); err != nil {
		t.Errorf("Delete of nothing: %v", err)
	}
	put(t, s, key, []byte("x"))
	if err := s.Delete(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Open(t.Context(), key); !errs.Is(err, errs.NotFound) {
		t.Errorf("Open after Delete: %v", err)
	}
	if err := Verify(t.Context(), s, key, Info{}); !errs.Is(err, errs.NotFound) {
		t.Errorf("Verify of nothing: %v", err)
	}
}

func sizes(t *testing.T, s Store) {
	for _, c := range []struct {
		name string
		r    io.Reader
		size int64
		want errs.Kind
	}{
		{"fewer than announced", strings.NewReader("abc"), 4, errs.Invalid},
		{"more than announced", strings.NewReader("abcde"), 4, errs.TooLarge},
		{"announced beyond the limit", strings.NewReader("abc"), testLimit + 1, errs.TooLarge},
		{"unannounced beyond the limit", io.LimitReader(zeros{}, testLimit+1), -1, errs.TooLarge},
		{"endless", zeros{}, -1, errs.TooLarge},
	} {
		key := room() + "/a"
		if _, err := s.Put(t.Context(), key, c.r, c.size); !errs.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		if _, _, err := s.Open(t.Context(), key); !errs.Is(err, errs.NotFound) {
			t.Errorf("%s: something was stored: %v", c.name, err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func keys(t *testing.T, s Store) {
	for _, key := range hostileKeys {
		_, putErr := s.Put(t.Context(), key, strings.NewReader("x"), 1)
		_, _, openErr := s.Open(t.Context(), key)
		for what, err := range map[string]error{"Put": putErr, "Open": openErr, "Delete": s.Delete(t.Context(), key)} {
			if !errs.Is(err, errs.Invalid) {
				t.Errorf("%s(%q) = %v", what, key, err)
			}
		}
	}
	for _, prefix := range []string{"..", "/", "a//", "A", "_tmp", "a.b"} {
		err := s.Walk(t.Context(), prefix, func(string, int64) error { return errors.New("seen") })
		if !errs.Is(err, errs.Invalid) {
			t.Errorf("Walk(%q) = %v", prefix, err)
		}
	}
}

func walk(t *testing.T, s Store) {
	ws := room()
	all := map[string]int64{}
	for i, key := range []string{"a", "ab", "b/a", "b/aa", "b/c/d", "bb/a"} {
		put(t, s, ws+"/"+key, make([]byte, i))
		all[ws+"/"+key] = int64(i)
	}
	for _, prefix := range []string{"", "/", "/a", "/b", "/b/", "/b/a", "/b/c/", "/zz"} {
		want := maps.Clone(all)
		maps.DeleteFunc(want, func(k string, _ int64) bool { return !strings.HasPrefix(k, ws+prefix) })
		got := map[string]int64{}
		err := s.Walk(t.Context(), ws+prefix, func(k string, n int64) error { got[k] = n; return nil })
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("%q: got %v, %v; want %v", prefix, got, err, want)
		}
	}
	seen := 0
	stop := errors.New("enough")
	if err := s.Walk(t.Context(), ws, func(string, int64) error { seen++; return stop }); !errors.Is(err, stop) || seen != 1 {
		t.Errorf("after the first error: %d seen, %v", seen, err)
	}
	var whole []string
	if err := s.Walk(t.Context(), "", func(k string, _ int64) error { whole = append(whole, k); return nil }); err != nil {
		t.Fatal(err)
	}
	for key := range all {
		if !slices.Contains(whole, key) {
			t.Errorf("%s is missing from the walk of everything", key)
		}
	}
}

func brokenSender(t *testing.T, s Store) {
	key := room() + "/a"
	for cause, want := range map[error]errs.Kind{
		io.ErrUnexpectedEOF:               errs.Invalid,
		errs.New(errs.TooMany, "slowly"):  errs.TooMany,
		fmt.Errorf("x: %w", os.ErrClosed): errs.Invalid,
	} {
		r := io.MultiReader(strings.NewReader("abc"), failing{cause})
		if _, err := s.Put(t.Context(), key, r, 10); !errs.Is(err, want) || !errors.Is(err, cause) {
			t.Errorf("%v became %v", cause, err)
		}
	}
	if _, _, err := s.Open(t.Context(), key); !errs.Is(err, errs.NotFound) {
		t.Errorf("something was stored: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func cancelled(t *testing.T, s Store) {
	key := room() + "/a"
	put(t, s, key, []byte("abc"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Put(ctx, key, strings.NewReader("abc"), 3)
	if !errs.Is(err, errs.Unavailable) || !errors.Is(err, context.Canceled) {
		t.Errorf("Put: %v", err)
	}
	err = s.Walk(ctx, "", func(string, int64) error { return nil })
	if !errs.Is(err, errs.Unavailable) || !errors.Is(err, context.Canceled) {
		t.Errorf("Walk: %v", err)
	}
}

// atTheSameTime has writers and readers of one key: a reader sees the whole of
// one blob, never a mixture.
func atTheSameTime(t *testing.T, s Store) {
	key := room() + "/a"
	versions := [][]byte{bytes.Repeat([]byte("a"), 30_000), bytes.Repeat([]byte("b"), 40_000)}
	put(t, s, key, versions[0])
	var wg sync.WaitGroup
	for _, v := range versions {
		wg.Go(func() {
			for range 10 {
				if _, err := s.Put(t.Context(), key, bytes.NewReader(v), int64(len(v))); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 20 {
				got := read(t, s, key)
				if !bytes.Equal(got, versions[0]) && !bytes.Equal(got, versions[1]) {
					t.Errorf("a mixture of %d bytes", len(got))
				}
			}
		})
	}
	wg.Wait()
}

func damage(t *testing.T, s Store) {
	key := room() + "/a"
	info := put(t, s, key, []byte("the right words"))
	put(t, s, key, []byte("the wrong words"))
	if err := Verify(t.Context(), s, key, info); !errs.Is(err, errs.Internal) || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("got %v", err)
	}
}
