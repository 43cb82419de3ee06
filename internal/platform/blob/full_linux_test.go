package blob

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"throughline/internal/kit/errs"
)

// TestFullDisk fills a real file system of 1 MiB, and then gives it room.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("a small file system cannot be mounted here (it needs root): %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	f := openFolder(t, dir, testLimit)
	t.Cleanup(func() { _ = f.Close() }) // before the unmount
	put(t, f, "ws/a", []byte("before"))
	big := func() io.Reader { return io.LimitReader(zeros{}, 2<<20) }

	_, err := f.Put(t.Context(), "ws/b", big(), 2<<20)
	if !errs.Is(err, errs.Unavailable) || !strings.Contains(err.Error(), "full") {
		t.Errorf("on a full disk: %v", err)
	}
	if got := read(t, f, "ws/a"); string(got) != "before" {
		t.Errorf("reading from a full disk gives %q", got)
	}
	if left, err := os.ReadDir(filepath.Join(dir, tempDir)); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=8m"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Put(t.Context(), "ws/b", big(), 2<<20); err != nil {
		t.Errorf("with room again: %v", err)
	}
}
