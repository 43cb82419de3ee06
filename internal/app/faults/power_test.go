package faults_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestPowerCut takes the power away while clients write: the file system of an
// image is shut down without a last word, as at a power cut, and mounted anew.
// What was acknowledged must be there. Beside the database two plain files are
// appended to: the one that waits for the disk must keep what it noted (else
// the machine itself loses, and nothing is shown), the other must lose some
// (else nothing was cut).
func TestPowerCut(t *testing.T) {
	d := newDisk(t)
	c := &cutting{rng: chance(seed(t), 0), left: setting(t, "CUTS", 3)}
	for c.left > 0 {
		d.format(t)
		p := place{dir: filepath.Join(d.at, "data")}
		b := &book{}
		s := start(t, p)
		settle(t, s)
		furnish(t, s, b, c.rng.Uint64())
		for range min(c.left, life) {
			c.cut(t, d, s, b)
			look(t, aside(t, p), b)
			s = start(t, p)
			c.worst = max(c.worst, s.ready)
			sendAgain(t, s, b, c.rng)
		}
		s.stop(t)
		look(t, p, b)
		c.left -= life
		c.acknowledged += b.count(acknowledged)
	}
	if c.loose == 0 {
		t.Errorf("a file that does not wait for the disk lost nothing in %d cuts: the power was not cut", c.cuts)
	}
	t.Logf("%d power cuts: %d writes acknowledged, 0 lost; ready again within %s at worst; beside them: %d lines synced, 0 lost, and %d of %d lines that were not synced lost",
		c.cuts, c.acknowledged, c.worst.Round(time.Millisecond), c.synced, c.loose, c.unsynced)
}

// TestPowerCutControl is the same with durability off: it must lose something,
// or the test above could not fail.
func TestPowerCutControl(t *testing.T) {
	d := newDisk(t)
	c := &cutting{rng: chance(seed(t), 0)}
	tries := setting(t, "CONTROL", 8)
	for range tries {
		d.format(t)
		p := place{dir: filepath.Join(d.at, "data"), unsafe: true}
		b := &book{}
		s := start(t, p)
		settle(t, s)
		furnish(t, s, b, c.rng.Uint64())
		d.do(t, "sync", "-f", d.at) // what was there before the clients came is safe
		c.cut(t, d, s, b)
		e, err := examine(t.Context(), aside(t, p), b)
		if err != nil {
			t.Logf("as it must: with durability off, cut %d of at most %d left nothing that can be opened: %v", c.cuts, tries, err)
			return
		}
		if len(e.lost) > 0 {
			t.Logf("as it must: with durability off, cut %d of at most %d lost %d of %d acknowledged writes", c.cuts, tries, len(e.lost), b.count(acknowledged))
			return
		}
	}
	t.Errorf("with durability off nothing was lost in %d cuts: this test proves nothing", tries)
}

// cutting is the figures of a run.
type cutting struct {
	rng                     *rand.Rand
	left, cuts              int
	acknowledged            int
	synced, unsynced, loose int
	worst                   time.Duration
}

// cut lets the clients write for a while and takes the power away. The process
// is stopped first: a cut in the midst of a sync is one that nobody was told
// of.
func (c *cutting) cut(t *testing.T, d *disk, s *server, b *book) {
	t.Helper()
	c.cuts++
	stop := make(chan struct{})
	var beside sync.WaitGroup
	sure := &plain{path: filepath.Join(d.at, fmt.Sprintf("synced-%d", c.cuts)), sync: true}
	loose := &plain{path: filepath.Join(d.at, fmt.Sprintf("unsynced-%d", c.cuts))}
	for _, f := range []*plain{sure, loose} {
		beside.Go(func() { f.write(stop) })
	}
	l := begin(s, b, c.rng.Uint64())
	<-time.After(100*time.Millisecond + time.Duration(c.rng.Int64N(int64(800*time.Millisecond))))
	l.cut.Store(true)
	s.freeze(t)
	close(stop)
	beside.Wait()
	<-time.After(50 * time.Millisecond)
	d.cut(t)
	s.kill()
	l.end()
	d.mount(t)
	for _, f := range []*plain{sure, loose} {
		if f.err != nil {
			t.Fatalf("%s: %v", f.path, f.err)
		}
	}
	c.synced += sure.lines
	if left := sure.left(t); left < sure.lines {
		t.Fatalf("of %d lines, each synced, a plain file has %d after the cut: this disk loses data, whoever writes it", sure.lines, left)
	}
	c.unsynced += loose.lines
	c.loose += loose.lines - loose.left(t)
}

// plain is a file that numbers are appended to, line by line.
type plain struct {
	path  string
	sync  bool
	lines int // that were written, and synced if it syncs
	err   error
}

func (p *plain) write(stop <-chan struct{}) {
	f, err := os.Create(p.path)
	if err != nil {
		p.err = err
		return
	}
	defer func() { _ = f.Close() }() // its fate is the disk's
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		_, err := fmt.Fprintln(f, p.lines)
		if err == nil && p.sync {
			err = f.Sync()
		}
		if err != nil {
			p.err = err
			return
		}
		p.lines++
	}
}

// left counts the lines that are there, in order from the first. A file that
// is not there has none, if its name was never synced either.
func (p *plain) left(t *testing.T) int {
	t.Helper()
	b, err := os.ReadFile(p.path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	n := 0
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan() && s.Text() == strconv.Itoa(n); {
		n++
	}
	return n
}

// disk is a file system in an image, which can lose its power.
type disk struct{ image, at string }

// newDisk says what is missing where there can be none.
func newDisk(t *testing.T) *disk {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skipf("a power cut is played with Linux's loop devices; this is %s", runtime.GOOS)
	}
	if os.Geteuid() != 0 {
		t.Skip("a power cut is played on a file system of its own, and mounting one takes root")
	}
	for _, name := range []string{"mkfs.ext4", "mount", "umount", "xfs_io", "sync"} {
		if _, err := exec.LookPath(tool(name)); err != nil {
			t.Skipf("a power cut is played with %s, which is not there: install e2fsprogs, xfsprogs and mount", name)
		}
	}
	dir := t.TempDir()
	d := &disk{filepath.Join(dir, "image"), filepath.Join(dir, "mounted")}
	if err := os.Mkdir(d.at, 0o700); err != nil {
		t.Fatal(err)
	}
	d.make(t)
	if out, err := run("mount", "-o", "loop", d.image, d.at); err != nil {
		t.Skipf("a power cut is played on a loop device, and none can be mounted here: %s", out)
	}
	t.Cleanup(func() {
		for range 50 { // somebody may still be looking
			if _, err := run("umount", d.at); err == nil || !d.mounted() {
				return
			}
			<-time.After(20 * time.Millisecond)
		}
		t.Errorf("%s is still mounted", d.at)
	})
	return d
}

// tool finds an administrator's program, which is not on everybody's path.
func tool(name string) string {
	for _, dir := range []string{"/usr/sbin", "/sbin"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return filepath.Join(dir, name)
		}
	}
	return name
}

func run(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, tool(name), args...).CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func (d *disk) do(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := run(name, args...); err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
}

func (d *disk) mounted() bool {
	b, err := os.ReadFile("/proc/mounts")
	return err == nil && strings.Contains(string(b), " "+d.at+" ")
}

// make writes an empty file system.
func (d *disk) make(t *testing.T) {
	t.Helper()
	f, err := os.Create(d.image)
	if err == nil {
		err = f.Truncate(256 << 20)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	d.do(t, "mkfs.ext4", "-q", "-F", d.image)
}

// format begins anew with an empty disk.
func (d *disk) format(t *testing.T) {
	t.Helper()
	d.do(t, "umount", d.at)
	d.make(t)
	d.do(t, "mount", "-o", "loop", d.image, d.at)
}

// cut takes the power away: from here on nothing reaches the image, and what
// was on its way is lost.
func (d *disk) cut(t *testing.T) {
	t.Helper()
	d.do(t, "xfs_io", "-x", "-c", "shutdown", d.at)
}

// mount gives the power back: the file system mends itself from its journal.
func (d *disk) mount(t *testing.T) {
	t.Helper()
	d.do(t, "umount", d.at)
	d.do(t, "mount", "-o", "loop", d.image, d.at)
}
