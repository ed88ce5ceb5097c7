package record

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
)

// wide returns s in UTF-16LE.
func wide(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// zip returns s compressed by gzip.
func zip(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zst returns s compressed by zstd.
func zst(t testing.TB, s string) string {
	t.Helper()
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	return string(z.EncodeAll([]byte(s), nil))
}

// archive returns a tar archive of files, each with its content behind it.
func archive(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h := &tar.Header{Name: files[i], Typeflag: tar.TypeReg, Size: int64(len(files[i+1])), Mode: 0o600}
		switch files[i+1] {
		case "DIR":
			h.Typeflag, h.Size = tar.TypeDir, 0
		case "LINK":
			h.Typeflag, h.Size, h.Linkname = tar.TypeSymlink, 0, "/etc/passwd"
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			if _, err := w.Write([]byte(files[i+1])); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCompression(t *testing.T) {
	const table, want = "a\n1\n", "{a=\"1\"}\n"
	random := make([]byte, 1<<18)
	r := rand.NewChaCha8([32]byte{1})
	_, _ = r.Read(random)
	noise := "a\n" + strings.Map(func(c rune) rune {
		if c < ' ' || c == ',' || c == '"' {
			return '\n'
		}
		return c
	}, strings.ToValidUTF8(string(random), "?"))
	for _, c := range []reading{
		{"Gzip", "a.csv.gz", Options{}, zip(t, table), "a.csv.gz:2 " + want},
		{"GzipWithoutName", "a.csv", Options{}, zip(t, table), "a.csv:2 " + want},
		{"NameWithoutGzip", "a.csv.gz", Options{}, table, "a.csv.gz:2 " + want},
		{"GzipMembers", "a.csv.gz", Options{}, zip(t, table) + zip(t, "2\n"), "a.csv.gz:2 " + want + "a.csv.gz:3 {a=\"2\"}\n"},
		{"Zstd", "a.csv.zst", Options{}, zst(t, table), "a.csv.zst:2 " + want},
		{"ZstdFrames", "a.csv.zst", Options{}, "\x50\x2a\x4d\x18\x01\x00\x00\x00x" + zst(t, table) + zst(t, "2\n"), "a.csv.zst:2 " + want + "a.csv.zst:3 {a=\"2\"}\n"},
		{"Twice", "a.csv.gz", Options{}, zip(t, zip(t, table)), "END record: a.csv.gz: it is compressed twice; decompress it once\n"},
		{"GzipHeaderCutOff", "a.csv.gz", Options{}, zip(t, table)[:5], "END record: a.csv.gz: it is cut off: unexpected EOF\n"},
		{"GzipChecksum", "a.csv.gz", Options{}, zip(t, table)[:len(zip(t, table))-8] + "\x00\x00\x00\x00\x04\x00\x00\x00", "END record: a.csv.gz: gzip: invalid checksum\n"},
		{"Zip", "a.csv", Options{}, "PK\x03\x04\x14\x00", "END record: a.csv: it is a zip archive or a spreadsheet; unpack it, or save the spreadsheet as CSV\n"},
		{"Parquet", "a.csv", Options{}, "PAR1\x15\x04", "END record: a.csv: it is a Parquet file; save it as CSV or JSON Lines\n"},
		{"NoParquet", "a.csv", Options{}, "PAR1\n1\n", "a.csv:2 {PAR1=\"1\"}\n"},
		{"Bzip2", "a.csv.bz2", Options{}, "BZh91AY&SY..", "END record: a.csv.bz2: it is compressed by bzip2; decompress it, or compress it by gzip or zstd\n"},
		{"ZipInGzip", "a.csv", Options{}, zip(t, "PK\x03\x04\x14\x00"), "END record: a.csv: it is a zip archive or a spreadsheet; unpack it, or save the spreadsheet as CSV\n"},
	} {
		c.test(t)
	}
	for name, whole := range map[string]string{"a.csv.gz": zip(t, noise), "a.csv.zst": zst(t, noise), "a.tar": archive(t, "b.csv", noise), "a.tgz": zip(t, archive(t, "b.csv", noise)),
		"b.tar": archive(t, "b.csv.gz", zip(t, noise)[:len(random)/2])} {
		cut := whole
		if name != "b.tar" {
			cut = whole[:len(whole)-len(whole)/3]
		}
		got := read(t, Options{}, write(t, name, cut))
		file := map[bool]string{true: name + "/b.csv.gz", false: name}[name == "b.tar"]
		if end := "END record: " + file + ": it is cut off: unexpected EOF\n"; !strings.HasSuffix(got, end) || strings.Count(got, "\n") < 100 {
			t.Errorf("%s: the end is %q, want %q", name, got[max(0, len(got)-200):], end)
		}
	}
}

func TestArchive(t *testing.T) {
	files := archive(t, "./", "DIR", "data/", "DIR", "data/z.csv", "a\n1\n", "./data/a.jsonl.gz", zip(t, "{}\n"), "README.md", "# x", "data/._z.csv", "\x00\x05", "l.csv", "LINK",
		"b.xml", "<a><b>1</b></a>", "c.xml", "<c/>")
	xml := Options{Records: "a/b"}
	const z, a, b = "x/data/z.csv:2 {a=\"1\"}\n", "x/data/a.jsonl.gz:1 {}\n", "x/b.xml:1 {#text=\"1\"}\n"
	for _, c := range []reading{
		{"Plain", "x.tar", xml, files, z + a + b},
		{"Gzip", "x.tar.gz", xml, zip(t, files), z + a + b},
		{"Zstd", "x.tzst", xml, zst(t, files), z + a + b},
		{"ByMagic", "x", xml, files, z + a + b},
		{"Pattern", "x", Options{Files: "data/*"}, files, z + a},
		{"PatternDotted", "x", Options{Files: "./data/*.csv"}, files, z},
		{"PatternNone", "x", Options{Files: "*.csv"}, files, "END record: x: no file of the archive matches \"*.csv\"\n"},
		{"PatternUnknown", "x", Options{Files: "README*"}, files, "END record: x/README.md: the name does not tell its format; it must be given, as in input: {format: csv}, or tsv, json, jsonl, xml\n"},
		{"PatternAndFormat", "x", Options{Files: "README*", Format: "csv"}, files, ""},
		{"Format", "x", Options{Format: "csv", Records: "a"}, archive(t, "a", "a\n1\n", "b.xml", "b\n2\n"), "x/a:2 {a=\"1\"}\nx/b.xml:2 {b=\"2\"}\n"},
		{"Nothing", "x", Options{}, archive(t, "README", "x"), "END record: x: the archive has no file whose name tells a format that can be read\n"},
		{"Nested", "x", Options{Format: "csv"}, archive(t, "y.tar", files), "END record: x/y.tar: it is an archive in an archive; unpack the outer one\n"},
		{"NestedPassedOver", "x", Options{}, archive(t, "y.tar", files, "b.csv", "b\n2\n"), "x/b.csv:2 {b=\"2\"}\n"},
		{"Zip", "x", Options{}, archive(t, "y.csv", "PK\x03\x04"), "END record: x/y.csv: it is a zip archive or a spreadsheet; unpack it, or save the spreadsheet as CSV\n"},
		{"NoArchive", "x.tar", Options{}, strings.Repeat("a\n", 600), "END record: x.tar: archive/tar: invalid tar header\n"},
		{"ZipNamedTar", "x.tar", Options{}, "PK\x03\x04", "END record: x.tar: it is a zip archive or a spreadsheet; unpack it, or save the spreadsheet as CSV\n"},
		{"CutOffBehindTheEnd", "x", xml, strings.TrimSuffix(zip(t, files), zip(t, files)[len(zip(t, files))-8:]), z + a + b + "END record: x: it is cut off: unexpected EOF\n"},
	} {
		c.want = strings.ReplaceAll(c.want, "x/", c.file+"/")
		c.test(t)
	}
}

// zeros is a reader of so many of them.
type zeros struct{ left int64 }

func (z *zeros) Read(p []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), z.left))
	clear(p[:n])
	z.left -= int64(n)
	return n, nil
}

func TestExpandsTooMuch(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.Copy(z, &zeros{left: 80 << 20}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	zz := zip(t, archive(t, "a.jsonl.gz", b.String()))
	const want = "it expands more than 1000 times, to more than "
	for _, name := range []string{"a.tar.gz", "a.tar"} {
		content := zz
		if name == "a.tar" {
			content = archive(t, "a.jsonl.zst", zst(t, strings.Repeat("\x00", 80<<20)))
		}
		if got := read(t, Options{}, write(t, name, content)); !strings.HasPrefix(got, "END record: "+name+"/a.jsonl.") || !strings.Contains(got, want) {
			t.Errorf("%s: %s", name, got)
		}
	}
	var small bytes.Buffer
	z = gzip.NewWriter(&small)
	if _, err := io.Copy(z, &zeros{left: 60 << 20}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		data  string
		wrong bool
	}{{small.String(), false}, {zst(t, strings.Repeat("\x00", 80<<20)), true}} {
		p, err := Plain(strings.NewReader(c.data))
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, p)
		if wrong := err != nil && strings.HasPrefix(err.Error(), want); wrong != c.wrong {
			t.Errorf("the error is %v", err)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, s := range []string{"", "x", "abc"} {
		for _, form := range []string{s, zip(t, s), zst(t, s)} {
			if len(form) == 0 && s != "" {
				t.Fatal("nothing")
			}
			p, err := Plain(strings.NewReader(form))
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(p)
			if err != nil || string(got) != s {
				t.Errorf("%q: %q, %v", form, got, err)
			}
		}
	}
	if _, err := Plain(strings.NewReader("\x1f\x8b\x08")); !errors.Is(err, io.ErrUnexpectedEOF) || !strings.HasPrefix(err.Error(), "it is cut off") {
		t.Errorf("cut off: %v", err)
	}
}

func TestEncodings(t *testing.T) {
	bytesOf := func(s string) string {
		b, err := charmap.Windows1252.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	big := func(s string) string {
		b := []byte(wide(s))
		for i := 0; i+1 < len(b); i += 2 {
			b[i], b[i+1] = b[i+1], b[i]
		}
		return string(b)
	}
	const want = "a.csv:2 {a=\"é€\"}\n"
	long := strings.Repeat("é\n", 10000)
	for _, c := range []reading{
		{"Windows", "a.csv", Options{Encoding: "Windows-1252"}, bytesOf("a\né€\n"), want},
		{"Latin1", "a.csv", Options{Encoding: "latin1"}, bytesOf("a\né€\n"), want},
		{"UTF8", "a.csv", Options{Encoding: "utf8"}, "a\né€\n", want},
		{"UTF16ByMark", "a.csv", Options{}, wide("\ufeffa\né€\n"), want},
		{"UTF16BEByMark", "a.csv", Options{Encoding: "latin1"}, big("\ufeffa\né€\n"), want},
		{"UTF16ByName", "a.csv", Options{Encoding: "utf-16"}, wide("a\né€\n"), want},
		{"UTF16BEByName", "a.csv", Options{Encoding: "utf-16be"}, big("a\né€\n"), want},
		{"MarkOfUTF8", "a.csv", Options{Encoding: "latin1"}, "\ufeffa\né€\n", want},
		{"ShiftJIS", "a.csv", Options{Encoding: "shift_jis"}, "a\n\x93\xfa\x96\x7b\n", "a.csv:2 {a=\"日本\"}\n"},
		{"JSONLines", "a.jsonl", Options{}, wide("\ufeff{\"a\":\"é\"}\r\n{}"), "a.jsonl:1 {a=\"é\"}\na.jsonl:2 {}\n"},
		{"JSON", "a.json", Options{Encoding: "latin1"}, bytesOf("[{\"a\":\"é\"}]"), "a.json:1 {a=\"é\"}\n"},
		{"Invalid", "a.csv", Options{Encoding: "windows-1253"}, "a\n\xd2\n1\n", "bad a.csv:2: a: it has bytes that are not windows-1253\na.csv:3 {a=\"1\"}\n"},
		{"InvalidShiftJIS", "a.jsonl", Options{Encoding: "shift_jis"}, "{\"a\":\"\x93\"}\n{}\n", "bad a.jsonl:1: it has bytes that are not shift_jis\na.jsonl:2 {}\n"},
		{"InvalidUTF16", "a.csv", Options{Encoding: "utf-16le"}, wide("a\n") + "\x00\xd8" + wide("\n") + "\x00\xdc" + wide("\n\ufffd\n😀\n") + "\x00\xd8\x31",
			"bad a.csv:2: a: it has bytes that are not utf-16le\nbad a.csv:3: a: it has bytes that are not utf-16le\na.csv:4 {a=\"\ufffd\"}\na.csv:5 {a=\"😀\"}\nbad a.csv:6: a: it has bytes that are not utf-16le\n"},
		{"InvalidUTF8Known", "a.csv", Options{}, "\ufeffa\n\xff\n", "bad a.csv:2: a: it has bytes that are not utf-8\n"},
	} {
		c.test(t)
	}
	for _, c := range []struct{ encoding, content string }{{"utf-16le", wide("a\n" + long)}, {"windows-1252", bytesOf("a\n" + long)}, {"utf-8", "a\n" + long}} {
		got := read(t, Options{Encoding: c.encoding}, write(t, "a.csv", c.content))
		if n := strings.Count(got, " {a=\"é\"}\n"); n != 10000 || strings.Count(got, "\n") != n {
			t.Errorf("%s: %d of 10000", c.encoding, n)
		}
	}
}
