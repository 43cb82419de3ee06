//go:build !linux

package main

import "syscall"

// dieWithParent can do nothing here: only a killed pg leaves its server.
func dieWithParent(*syscall.SysProcAttr) {}
