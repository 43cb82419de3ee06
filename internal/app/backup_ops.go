package app

import (
	"context"
	"io"
	"net/http"

	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
)

// BackupIn asks for a backup.
type BackupIn struct{}

// registerBackups adds the backup of the whole installation, for commands that
// work beside a running server. A restore has no operation: it needs an
// installation without anybody who could ask for it.
func registerBackups(r *op.Registry, o *Outside) {
	op.Raw(r, "installation.backup", func(_ context.Context, p *op.Plain, _ BackupIn) (op.Stream, error) {
		return &backupStream{Vault{p.Engine, o.Files.Store, o.Archive.Version}}, nil
	}, op.Says("Back up the whole installation, for whoever runs it: the answer is the backup."), op.Needs(op.Install), op.Scoped(op.Session),
		op.Rated("export"), op.Gives(transfer.MediaType), op.At(http.MethodPost, "/api/v1/installation/backup"))
}

// backupStream is a backup on its way out.
type backupStream struct{ vault Vault }

// Serve writes it; what breaks off is cut, and is no backup.
func (b *backupStream) Serve(w http.ResponseWriter, r *http.Request) {
	transfer.Send(w, r, b.vault.Engine, "throughline-backup", func(ctx context.Context, w io.Writer) error {
		_, err := b.vault.Write(ctx, w)
		return err
	})
}
