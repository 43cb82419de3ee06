package drawing

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"

	"throughline/internal/kit/clock"
)

// emu is how many of the format's units a point has.
const emu = 12700

// PPTX writes each page as a slide of shapes and text boxes that office
// programs can change. A page's head becomes the slide's title, so that outlines
// and screen readers have it.
func PPTX(d *Drawing) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	at := d.At.Time().Truncate(2 * time.Second)
	add := func(name, body string) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
		if err == nil {
			_, err = w.Write([]byte(xmlHead + body))
		}
		return err
	}
	for _, part := range parts(d) {
		if err := add(part[0], part[1]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsAll   = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`
	relNS   = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	office  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	media   = "application/vnd.openxmlformats-officedocument.presentationml."
	noTree  = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`
	mapping = `bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"`
)

// parts are the files of a presentation: the fixed frame, and a slide for each
// page.
func parts(d *Drawing) [][2]string {
	var types, ids, rels strings.Builder
	var slides [][2]string
	for i, p := range d.Pages {
		n := i + 1
		fmt.Fprintf(&types, `<Override PartName="/ppt/slides/slide%d.xml" ContentType="%sslide+xml"/>`, n, media)
		fmt.Fprintf(&ids, `<p:sldId id="%d" r:id="rId%d"/>`, 255+n, 2+n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%sslide" Target="slides/slide%d.xml"/>`, 2+n, office, n)
		slides = append(slides, [2]string{fmt.Sprintf("ppt/slides/slide%d.xml", n), slide(p)},
			[2]string{fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", n), `<Relationships ` + relNS + `><Relationship Id="rId1" Type="` + office + `slideLayout" Target="../slideLayouts/slideLayout1.xml"/></Relationships>`})
	}
	return append([][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/ppt/presentation.xml" ContentType="` + media + `presentation.main+xml"/><Override PartName="/ppt/slideMasters/slideMaster1.xml" ContentType="` + media + `slideMaster+xml"/>` +
			`<Override PartName="/ppt/slideLayouts/slideLayout1.xml" ContentType="` + media + `slideLayout+xml"/><Override PartName="/ppt/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>` +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships ` + relNS + `><Relationship Id="rId1" Type="` + office + `officeDocument" Target="ppt/presentation.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"docProps/core.xml", coreProperties(d.Title, d.At)},
		{"ppt/presentation.xml", `<p:presentation ` + nsAll + `><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>` + ids.String() + `</p:sldIdLst>` +
			fmt.Sprintf(`<p:sldSz cx="%d" cy="%d"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`, units(d.Pages[0].W), units(d.Pages[0].H))},
		{"ppt/_rels/presentation.xml.rels", `<Relationships ` + relNS + `><Relationship Id="rId1" Type="` + office + `slideMaster" Target="slideMasters/slideMaster1.xml"/><Relationship Id="rId2" Type="` + office + `theme" Target="theme/theme1.xml"/>` + rels.String() + `</Relationships>`},
		{"ppt/slideMasters/slideMaster1.xml", `<p:sldMaster ` + nsAll + `><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>` + noTree + titlePlace(d.Pages[0]) + `</p:spTree></p:cSld><p:clrMap ` + mapping + `/>` +
			`<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:defRPr sz="2000" b="1"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>`},
		{"ppt/slideMasters/_rels/slideMaster1.xml.rels", `<Relationships ` + relNS + `><Relationship Id="rId1" Type="` + office + `slideLayout" Target="../slideLayouts/slideLayout1.xml"/><Relationship Id="rId2" Type="` + office + `theme" Target="../theme/theme1.xml"/></Relationships>`},
		{"ppt/slideLayouts/slideLayout1.xml", `<p:sldLayout ` + nsAll + ` type="titleOnly" preserve="1"><p:cSld name="Title Only"><p:spTree>` + noTree + titlePlace(d.Pages[0]) + `</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`},
		{"ppt/slideLayouts/_rels/slideLayout1.xml.rels", `<Relationships ` + relNS + `><Relationship Id="rId1" Type="` + office + `slideMaster" Target="../slideMasters/slideMaster1.xml"/></Relationships>`},
		{"ppt/theme/theme1.xml", theme()},
	}, slides...)
}

func coreProperties(title string, at clock.Instant) string {
	when := at.Time().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(title) + `</dc:title><dc:creator>Throughline</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">` + when + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + when + `</dcterms:modified></cp:coreProperties>`
}

func titlePlace(p Page) string {
	return fmt.Sprintf(`<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/><a:p><a:endParaRPr lang="en"/></a:p></p:txBody></p:sp>`,
		frame(36, 24, p.W-72, 28))
}

func units(points float64) int64 { return int64(points*emu + 0.5) }

func frame(x, y, w, h float64) string {
	return fmt.Sprintf(`<a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm>`, units(x), units(y), units(max(w, 0)), units(max(h, 0)))
}

func solid(i Ink) string {
	return `<a:solidFill><a:srgbClr val="` + strings.ToUpper(hex(i)[1:]) + `"/></a:solidFill>`
}

// slide writes one page.
func slide(p Page) string {
	var b strings.Builder
	b.WriteString(`<p:sld ` + nsAll + `><p:cSld><p:spTree>` + noTree)
	for i, s := range p.Shapes {
		pptxShape(&b, i+2, s)
	}
	b.WriteString(`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`)
	return b.String()
}

func pptxShape(b *strings.Builder, id int, s Shape) {
	switch s := s.(type) {
	case Box:
		form, adjust := "rect", ""
		if s.R > 0 {
			form = "roundRect"
			adjust = fmt.Sprintf(`<a:gd name="adj" fmla="val %d"/>`, int(min(50000, s.R/min(s.W, s.H)*100000)))
		}
		pptxForm(b, id, "Box", frame(s.X, s.Y, s.W, s.H), form, adjust, s.Fill, s.Edge)
	case Diamond:
		pptxForm(b, id, "Milestone", frame(s.X-s.R, s.Y-s.R, 2*s.R, 2*s.R), "diamond", "", s.Fill, None)
	case Line:
		dash := ""
		if s.Dashed {
			dash = `<a:prstDash val="dash"/>`
		}
		fmt.Fprintf(b, `<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="%d" name="Line %d"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>%s<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="%d">%s%s</a:ln></p:spPr></p:cxnSp>`,
			id, id, frame(min(s.X1, s.X2), min(s.Y1, s.Y2), abs(s.X2-s.X1), abs(s.Y2-s.Y1)), units(s.Width), solid(s.Edge), dash)
	case Text:
		pptxText(b, id, s)
	}
}

func abs(f float64) float64 { return f * sign(f) }

func pptxForm(b *strings.Builder, id int, name, place, form, adjust string, fill, line Ink) {
	paint, outline := `<a:noFill/>`, `<a:ln><a:noFill/></a:ln>`
	if fill != None {
		paint = solid(fill)
	}
	if line != None {
		outline = fmt.Sprintf(`<a:ln w="%d">%s</a:ln>`, units(edge), solid(line))
	}
	fmt.Fprintf(b, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s %d"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>%s<a:prstGeom prst="%s"><a:avLst>%s</a:avLst></a:prstGeom>%s%s</p:spPr></p:sp>`,
		id, name, id, place, form, adjust, paint, outline)
}

// rise is how far the baseline of a text lies below the upper end of its box,
// in parts of its size, as office programs set it.
const rise = 0.93

var aligned = map[Anchor]string{Start: "l", Middle: "ctr", End: "r"}

func pptxText(b *strings.Builder, id int, s Text) {
	// A little wider than we measured: the reader's font is another.
	w := Width(s.Text, s.Size, s.Bold)*1.12 + 4
	if s.Head {
		w = max(w, 888) // a title is set by the reader's program, which may change it
	}
	x := s.X
	switch s.Anchor {
	case Middle:
		x -= w / 2
	case End:
		x -= w
	}
	place, kind := "", `<p:cNvSpPr txBox="1"/><p:nvPr/>`
	if s.Head {
		kind = `<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>`
	}
	place = frame(x, s.Y-rise*s.Size, w, s.Size*1.25)
	bold := ""
	if s.Bold {
		bold = ` b="1"`
	}
	fmt.Fprintf(b, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="Text %d"/>%s</p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>`+
		`<a:p><a:pPr algn="%s"/><a:r><a:rPr lang="en" sz="%d"%s dirty="0">%s</a:rPr><a:t>%s</a:t></a:r></a:p></p:txBody></p:sp>`,
		id, id, kind, place, aligned[s.Anchor], int(s.Size*100+0.5), bold, solid(s.Fill), escape(s.Text))
}

// theme is what office programs demand of a presentation: colours, fonts and
// effects that ours could be changed by.
func theme() string {
	var colours strings.Builder
	for _, c := range []struct {
		name string
		ink  Ink
	}{{"dk1", Words}, {"lt1", Paper}, {"dk2", Quiet}, {"lt2", Band}, {"accent1", Accent}, {"accent2", Plan}, {"accent3", Done}, {"accent4", Part}, {"accent5", Now}, {"accent6", Grid}, {"hlink", Accent}, {"folHlink", Done}} {
		fmt.Fprintf(&colours, `<a:%s><a:srgbClr val="%s"/></a:%s>`, c.name, strings.ToUpper(hex(c.ink)[1:]), c.name)
	}
	fill := `<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`
	line := `<a:ln w="9525">` + fill + `</a:ln>`
	effect := `<a:effectStyle><a:effectLst/></a:effectStyle>`
	fontSet := `<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>`
	return `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Throughline"><a:themeElements><a:clrScheme name="Throughline">` + colours.String() + `</a:clrScheme>` +
		`<a:fontScheme name="Throughline"><a:majorFont>` + fontSet + `</a:majorFont><a:minorFont>` + fontSet + `</a:minorFont></a:fontScheme>` +
		`<a:fmtScheme name="Throughline"><a:fillStyleLst>` + strings.Repeat(fill, 3) + `</a:fillStyleLst><a:lnStyleLst>` + strings.Repeat(line, 3) + `</a:lnStyleLst><a:effectStyleLst>` + strings.Repeat(effect, 3) + `</a:effectStyleLst><a:bgFillStyleLst>` + strings.Repeat(fill, 3) + `</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
}
