package main

import (
	"runtime"
	"syscall"
)

// The kernel ties a child to the thread that started it; the main thread is
// the one that lasts as long as the program.
func init() { runtime.LockOSThread() }

// dieWithParent ends the server with us even when we are killed and can stop
// nothing: SIGQUIT is PostgreSQL's immediate shutdown.
func dieWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGQUIT }
