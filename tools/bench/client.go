package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// client is a connection that sends a request and reads the answer with as
// little work as can be: it shares the processors with the server.
type client struct {
	c    net.Conn
	r    *bufio.Reader
	head string
	body []byte
}

func dial(address, head string) (*client, error) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &client{c: c, r: bufio.NewReaderSize(c, 64<<10), head: head}, nil
}

// do gives the status and the body, which is good until the next call.
func (k *client) do(method, path, body string) (int, []byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: bench\r\n%s", method, path, k.head)
	if method != "GET" {
		fmt.Fprintf(&b, "Content-Type: application/json\r\nContent-Length: %d\r\n", len(body))
	}
	b.WriteString("\r\n" + body)
	if _, err := k.c.Write(b.Bytes()); err != nil {
		return 0, nil, err
	}
	return k.answer()
}

func (k *client) answer() (int, []byte, error) {
	line, err := k.r.ReadString('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < 12 {
		return 0, nil, fmt.Errorf("answer %q", line)
	}
	status, err := strconv.Atoi(line[9:12])
	if err != nil {
		return 0, nil, err
	}
	length, chunked := 0, false
	for {
		h, err := k.r.ReadString('\n')
		if err != nil {
			return 0, nil, err
		}
		if h == "\r\n" {
			break
		}
		name, value, _ := strings.Cut(strings.TrimSpace(h), ": ")
		switch strings.ToLower(name) {
		case "content-length":
			length, _ = strconv.Atoi(value)
		case "transfer-encoding":
			chunked = true
		}
	}
	if chunked {
		return status, nil, k.chunks()
	}
	k.body = slices.Grow(k.body[:0], length)[:length]
	_, err = io.ReadFull(k.r, k.body)
	return status, k.body, err
}

func (k *client) chunks() error {
	k.body = k.body[:0]
	for {
		line, err := k.r.ReadString('\n')
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(strings.TrimSpace(line), 16, 64)
		if err != nil {
			return err
		}
		if _, err := io.CopyN(io.Discard, k.r, n+2); err != nil || n == 0 {
			return err
		}
	}
}

// ask is one request of a load; i counts them over all clients.
type ask func(i int64) (method, path, body string)

// load is what a load measured.
type load struct {
	rate      float64 // answers a second
	p50, p99  time.Duration
	errors    int64
	cpu       time.Duration // of the server, for each answer
	bytes     int64         // of the last answer
	lastError string
}

var counter atomic.Int64

// drive asks with n clients for a while, after a warm-up of a fifth of it.
func drive(s *server, n int, d time.Duration, next ask) (load, error) {
	var l load
	var mu sync.Mutex
	var all []time.Duration
	var wg sync.WaitGroup
	failed := make(chan error, n)
	warm := time.Now().Add(d / 5)
	end := warm.Add(d)
	before, started := s.cpu(), false
	var first time.Time
	for range n {
		k, err := dial(s.address, s.head)
		if err != nil {
			return l, err
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { _ = k.c.Close() }()
			var mine []time.Duration
			for time.Now().Before(end) {
				method, path, body := next(counter.Add(1))
				at := time.Now()
				status, answer, err := k.do(method, path, body)
				took := time.Since(at)
				if err != nil {
					failed <- err
					return
				}
				if at.Before(warm) {
					continue
				}
				mu.Lock()
				if !started {
					started, first, before = true, at, s.cpu()
				}
				if status >= 300 {
					l.errors++
					l.lastError = fmt.Sprintf("%d %s", status, answer)
				}
				l.bytes = int64(len(answer))
				mu.Unlock()
				mine = append(mine, took)
			}
			mu.Lock()
			all = append(all, mine...)
			mu.Unlock()
		}()
	}
	wg.Wait()
	select {
	case err := <-failed:
		return l, err
	default:
	}
	if len(all) == 0 {
		return l, fmt.Errorf("no answer came")
	}
	slices.Sort(all)
	l.rate = float64(len(all)) / time.Since(first).Seconds()
	l.p50, l.p99 = all[len(all)/2], all[len(all)*99/100]
	l.cpu = (s.cpu() - before) / time.Duration(len(all))
	return l, nil
}
