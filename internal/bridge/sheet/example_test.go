package sheet_test

import (
	"fmt"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
)

func ExampleRead() {
	t := sheet.Read(transfer.File{Name: "x.csv", Data: []byte("Name;Gr\xf6\xdfe\nTisch;3\n\"Stuhl;2\nBank;1\n")})
	fmt.Println(t.Encoding, string(t.Comma))
	for _, r := range t.Rows {
		fmt.Println(r.Place(), r.Cells)
	}
	for _, p := range t.Problems {
		fmt.Println(p.Where, p.What)
	}
	// Output:
	// windows-1252 ;
	// row 1 [Name Größe]
	// row 2 [Tisch 3]
	// row 4 [Bank 1]
	// row 3 The quote that opens cell 1 on line 3 ("Stuhl;2…) is not closed; the row was left out.
}
