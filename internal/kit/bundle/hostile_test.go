package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"

	"throughline/internal/kit/bundle"
	"throughline/internal/kit/errs"
)

// forged makes a zip file by hand, with a manifest that lists what is in it.
func forged(t *testing.T, headers ...*zip.FileHeader) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	m := manifest{Head: head}
	sum := sha256.Sum256([]byte("x"))
	for _, h := range headers {
		w, err := z.CreateHeader(h)
		if err == nil && !strings.HasSuffix(h.Name, "/") {
			_, err = w.Write([]byte("x"))
		}
		if err != nil {
			t.Fatal(err)
		}
		m.Entries = append(m.Entries, bundle.Entry{Name: h.Name, Bytes: 1, SHA256: hex.EncodeToString(sum[:])})
	}
	finish(t, z, m)
	return out.Bytes()
}

func finish(t *testing.T, z *zip.Writer, m manifest) {
	t.Helper()
	w, err := z.Create(bundle.ManifestName)
	if err == nil {
		err = json.NewEncoder(w).Encode(m)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestHostileNames(t *testing.T) {
	t.Parallel()
	if _, err := read(forged(t, &zip.FileHeader{Name: "a"})); err != nil {
		t.Fatalf("an honest one is refused: %v", err)
	}
	for _, name := range []string{
		"../a", "a/../../b", "/etc/passwd", `C:\a`, `\\host\a`, `..\a`, "a\x00b", "./../a", "a%2f..", strings.Repeat("a", 255) + "..", strings.Repeat("../", 1365), strings.Repeat("b..", 21845),
		"A", "ä", "CON ", "a:b", "", "a/", "..", "\u202egnp.a",
	} {
		if _, err := read(forged(t, &zip.FileHeader{Name: name})); errs.KindOf(err) != errs.Invalid {
			t.Errorf("%.40q is taken in: %v", name, err)
		}
	}
	if _, err := read(forged(t, &zip.FileHeader{Name: "a"}, &zip.FileHeader{Name: "a"})); errs.KindOf(err) != errs.Invalid {
		t.Errorf("an entry that stands twice: %v", err)
	}
	for _, mode := range []fs.FileMode{fs.ModeSymlink, fs.ModeDir, fs.ModeDevice, fs.ModeNamedPipe} {
		h := &zip.FileHeader{Name: "a"}
		h.SetMode(mode | 0o777)
		if _, err := read(forged(t, h)); errs.KindOf(err) != errs.Invalid {
			t.Errorf("an entry of mode %v: %v", mode, err)
		}
	}
}

// within runs fn and says by how many bytes it may have grown.
func within(t *testing.T, most uint64, fn func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	fn()
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > most {
		t.Errorf("took %d MiB of memory", got>>20)
	}
}

//nolint:paralleltest // measures memory
func TestBombs(t *testing.T) {
	for name, make := range map[string]func(*testing.T) []byte{
		"flat, honest about it":      func(t *testing.T) []byte { return flat(t, 1<<28, 1<<28) },
		"flat, small by its word":    func(t *testing.T) []byte { return flat(t, 1<<28, 1000) },
		"flat, within the ratio":     func(t *testing.T) []byte { return flat(t, 1<<26, 1<<26) },
		"many entries over another":  overlapping,
		"a directory of 10 million":  crowded,
		"a huge line":                func(t *testing.T) []byte { return flat(t, 1<<26-1, 1<<26-1) },
		"sizes beyond all numbers":   func(t *testing.T) []byte { return flat(t, 1<<20, 1<<63) },
		"sizes that add up to zero":  func(t *testing.T) []byte { return flat(t, 1<<20, 1<<64-1) },
		"a directory out of bounds":  func(t *testing.T) []byte { return pointing(t, 12, 1<<32-2) },
		"a directory that starts up": func(t *testing.T) []byte { return pointing(t, 16, 3) },
	} {
		t.Run(name, func(t *testing.T) {
			b := make(t)
			within(t, 256<<20, func() {
				in, err := open(b)
				if err == nil {
					err = in.Lines(context.Background(), "a", func([]byte) error { return nil })
				}
				if errs.KindOf(err) != errs.Invalid {
					t.Errorf("%d bytes are taken in: %v", len(b), err)
				}
			})
		})
	}
}

// zeros is that many of them, packed.
type zeros int64

func (z *zeros) Read(p []byte) (int, error) {
	if *z == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), int64(*z))
	clear(p[:n])
	*z -= zeros(n)
	return int(n), nil
}

// flat holds one entry of nothing but zeros, and says of its size what it
// wants.
func flat(t *testing.T, size int64, says uint64) []byte {
	t.Helper()
	var packed bytes.Buffer
	pz := zip.NewWriter(&packed)
	w, err := pz.Create("a")
	if err == nil {
		z := zeros(size)
		_, err = io.Copy(w, &z)
	}
	if err == nil {
		err = pz.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	pr, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := pr.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	h := pr.File[0].FileHeader
	h.UncompressedSize64 = says
	rw, err := z.CreateRaw(&h)
	if err == nil {
		_, err = io.Copy(rw, raw)
	}
	if err != nil {
		t.Fatal(err)
	}
	finish(t, z, manifest{head, []bundle.Entry{{Name: "a", Bytes: int64(says), Lines: 1, SHA256: strings.Repeat("0", 64)}}})
	return out.Bytes()
}

// overlapping has entries that all unpack the same bytes.
func overlapping(t *testing.T) []byte {
	t.Helper()
	names := []string{"a", "b", "c", "d", "e", "f"}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	m := manifest{Head: head}
	for _, n := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: n})
		if err == nil {
			_, err = w.Write(bytes.Repeat([]byte("0123456789abcdef"), 1000))
		}
		if err != nil {
			t.Fatal(err)
		}
		m.Entries = append(m.Entries, bundle.Entry{Name: n, Bytes: 16000, SHA256: strings.Repeat("0", 64)})
	}
	finish(t, z, m)
	b := out.Bytes()
	// Cut out all data but the first entry's, and point every entry there.
	end := len(b) - 22
	dir := int(binary.LittleEndian.Uint32(b[end+16:]))
	second := int(binary.LittleEndian.Uint32(b[dir+46+1+42:]))
	last := bytes.LastIndex(b[:dir], []byte("PK\x03\x04"))
	cut := last - second
	short := append(bytes.Clone(b[:second]), b[last:]...)
	dir -= cut
	for at, i := dir, 0; i <= len(names); i++ {
		name := int(binary.LittleEndian.Uint16(short[at+28:]))
		extra := int(binary.LittleEndian.Uint16(short[at+30:]))
		offset := uint32(0)
		if i == len(names) {
			offset = uint32(second)
		}
		binary.LittleEndian.PutUint32(short[at+42:], offset)
		at += 46 + name + extra
	}
	binary.LittleEndian.PutUint32(short[len(short)-22+16:], uint32(dir))
	if z, err := zip.NewReader(bytes.NewReader(short), int64(len(short))); err != nil || len(z.File) != len(names)+1 {
		t.Fatalf("the forgery is no zip file: %v", err)
	}
	return short
}

// crowded says that its directory is larger than any of ours.
func crowded(*testing.T) []byte {
	b := make([]byte, 70<<20)
	end := b[len(b)-22:]
	copy(end, "PK\x05\x06\x00\x00\x00\x00\xff\xfe\xff\xfe")
	binary.LittleEndian.PutUint32(end[12:], uint32(len(b)-22))
	binary.LittleEndian.PutUint32(end[16:], 0)
	return b
}

// pointing is an honest bundle whose end says something else at a place.
func pointing(t *testing.T, at int, value uint32) []byte {
	t.Helper()
	b := sample(t)
	binary.LittleEndian.PutUint32(b[len(b)-22+at:], value)
	return b
}
