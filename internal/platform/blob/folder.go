package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Inside the folder, what a key does not say begins with "_", which no key
// contains: half-written files lie in _tmp, and the last segment of a key lies
// below two levels named after its hash, so that no folder grows without
// bound. The blob of ws1/abc is ws1/_3f/_a0/abc.
const (
	tempDir     = "_tmp"
	tempMaxAge  = 24 * time.Hour // older ones were left by a crash
	folderMode  = 0o700
	contentMode = 0o600
)

// Folder keeps blobs as files of one folder. It reads and writes nothing
// outside of it and follows no symbolic link inside.
type Folder struct {
	root  *os.Root
	limit int64
}

// OpenFolder opens the folder, makes it when it is missing, and removes
// half-written files that a crash left behind. Limit is the most bytes that
// one blob may have.
func OpenFolder(dir string, limit int64, c clock.Clock) (_ *Folder, err error) {
	defer errs.Wrap(&err, "blob.openfolder %s", dir)
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "The folder for files %s cannot be made: %s.", dir, reason(err))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "The folder for files %s cannot be opened: %s.", dir, reason(err))
	}
	f := &Folder{root: root, limit: limit}
	if err := f.prepare(c.Now()); err != nil {
		_ = root.Close() // the first error is the one to tell
		return nil, err
	}
	return f, nil
}

// Close gives the folder back.
func (f *Folder) Close() error { return f.root.Close() }

func (f *Folder) prepare(now clock.Instant) error {
	if err := f.root.Mkdir(tempDir, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return diskError(err)
	}
	left, err := fs.ReadDir(f.root.FS(), tempDir)
	if err != nil {
		return err
	}
	for _, e := range left {
		info, err := e.Info()
		if err != nil || now.Sub(clock.From(info.ModTime())) < tempMaxAge {
			continue // gone already, or another process is still writing it
		}
		if err := f.root.Remove(path.Join(tempDir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return diskError(err)
		}
	}
	return nil
}

// Put writes a temporary file, makes it durable, and moves it to its place.
func (f *Folder) Put(ctx context.Context, key string, r io.Reader, size int64) (_ Info, err error) {
	defer errs.Wrap(&err, "blob.put %s", key)
	if err := checkKey(key); err != nil {
		return Info{}, err
	}
	temp := path.Join(tempDir, id.Secret(id.Len))
	defer func() {
		if err != nil {
			_ = f.root.Remove(temp) // may not exist, or be in its place already
		}
	}()
	info, err := f.writeTemp(ctx, temp, r, size)
	if err != nil {
		return Info{}, err
	}
	return info, f.place(temp, pathOf(key))
}

func (f *Folder) writeTemp(ctx context.Context, temp string, r io.Reader, size int64) (Info, error) {
	file, err := f.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, contentMode)
	if err != nil {
		return Info{}, diskError(err)
	}
	info, err := fill(ctx, file, r, size, f.limit)
	if err == nil {
		err = diskError(file.Sync())
	}
	// Some file systems tell of a full disk only here.
	if closeErr := file.Close(); err == nil {
		err = diskError(closeErr)
	}
	return info, err
}

// place moves a durable file to its path and makes that durable too. Every
// folder on the way is synced each time, not only when it is new: it may have
// been made a moment ago by another Put that has not come to its sync yet.
func (f *Folder) place(temp, to string) error {
	dir := path.Dir(to)
	if err := f.refuseLinks(dir); err != nil {
		return err
	}
	if err := f.root.MkdirAll(dir, folderMode); err != nil {
		return diskError(err)
	}
	if err := f.root.Rename(temp, to); err != nil {
		return diskError(err)
	}
	for {
		if err := f.sync(dir); err != nil || dir == "." {
			return diskError(err)
		}
		dir = path.Dir(dir)
	}
}

func (f *Folder) sync(dir string) error {
	d, err := f.root.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	return errors.Join(err, d.Close())
}

// Open opens the file of a key.
func (f *Folder) Open(_ context.Context, key string) (_ io.ReadSeekCloser, _ Info, err error) {
	defer errs.Wrap(&err, "blob.open %s", key)
	if err := checkKey(key); err != nil {
		return nil, Info{}, err
	}
	p := pathOf(key)
	if err := f.refuseLinks(p); err != nil {
		return nil, Info{}, err
	}
	file, err := f.root.Open(p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Info{}, absent(key)
	}
	if err != nil {
		return nil, Info{}, diskError(err)
	}
	st, err := file.Stat()
	if err == nil && !st.Mode().IsRegular() {
		err = errs.New(errs.Internal, "%s is not a plain file.", p)
	}
	if err != nil {
		_ = file.Close() // only read from
		return nil, Info{}, err
	}
	return file, Info{Size: st.Size()}, nil
}

// Delete removes the file of a key. It does not wait for the disk: a file that
// comes back after a power cut has no row, and the sweeper takes it. Folders
// stay, because another Put may be about to use them.
func (f *Folder) Delete(_ context.Context, key string) (err error) {
	defer errs.Wrap(&err, "blob.delete %s", key)
	if err := checkKey(key); err != nil {
		return err
	}
	if err := f.refuseLinks(path.Dir(pathOf(key))); err != nil {
		return err
	}
	if err := f.root.Remove(pathOf(key)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return diskError(err)
	}
	return nil
}

// Walk looks through the part of the folder that the prefix names. Files that
// are not ours are passed over.
func (f *Folder) Walk(ctx context.Context, prefix string, see func(key string, size int64) error) (err error) {
	defer errs.Wrap(&err, "blob.walk %s", prefix)
	if err := checkPrefix(prefix); err != nil {
		return err
	}
	start := path.Dir(prefix + "x") // "ws/ab" and "ws/" both start in "ws"
	if err := f.refuseLinks(start); err != nil {
		return err
	}
	return fs.WalkDir(f.root.FS(), start, func(p string, d fs.DirEntry, err error) error {
		if ctxErr := ctx.Err(); ctxErr != nil {
			return errs.Cause(errs.Unavailable, ctxErr, "The listing of files was stopped.")
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		return visit(p, d, prefix, see)
	})
}

func visit(p string, d fs.DirEntry, prefix string, see func(string, int64) error) error {
	key := keyOf(p)
	if !d.Type().IsRegular() || key == "" || !strings.HasPrefix(key, prefix) {
		return nil
	}
	info, err := d.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return see(key, info.Size())
}

// refuseLinks goes down a path and refuses anything that leads elsewhere.
// os.Root already keeps links from leaving the folder; this also keeps them
// from making one key show another's bytes.
func (f *Folder) refuseLinks(p string) error {
	for i := 0; i <= len(p); i++ {
		if i < len(p) && p[i] != '/' {
			continue
		}
		st, err := f.root.Lstat(p[:i])
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return diskError(err)
		}
		if st.Mode()&fs.ModeSymlink != 0 {
			return errs.New(errs.Internal, "%s in the folder for files is a symbolic link, which is not followed.", p[:i])
		}
	}
	return nil
}

// pathOf gives the place of a valid key.
func pathOf(key string) string {
	dir, last := path.Split(key)
	sum := sha256.Sum256([]byte(last))
	h := hex.EncodeToString(sum[:2])
	return dir + "_" + h[:2] + "/_" + h[2:] + "/" + last
}

// keyOf is the inverse of pathOf; "" for a path that no key leads to.
func keyOf(p string) string {
	fan2, last := path.Split(p)
	fan1 := path.Dir(path.Clean(fan2))
	key := path.Join(path.Dir(fan1), last)
	if !ValidKey(key) || pathOf(key) != p {
		return ""
	}
	return key
}

func absent(key string) error {
	return errs.New(errs.NotFound, "There is no file under %s.", key)
}

// reason gives the system's own words without the call and path around them.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
