package record

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"
)

// A file that decompresses to more than ExpansionLimit times its bytes and
// ExpansionFree is not read on: it is damaged, or made to fill the machine. No text
// that anyone keeps comes near.
const (
	ExpansionLimit = 1000
	ExpansionFree  = 64 << 20
)

// maxWindow is the most memory that zstd may ask for; its own tool takes as much.
const maxWindow = 128 << 20

// bufferSize is that of the buffers between one step of reading and the next.
const bufferSize = 64 << 10

// Plain returns what r holds, decompressed if it begins as gzip or zstd do. A read
// that finds it cut off, or growing beyond ExpansionLimit, fails.
func Plain(r io.Reader) (io.Reader, error) {
	return plain(&counter{r: r}, bufio.NewReaderSize(nil, bufferSize))
}

// plain is Plain for what is counted, through a buffer.
func plain(raw *counter, b *bufio.Reader) (io.Reader, error) {
	b.Reset(raw)
	d, err := decompressed(b)
	if d == nil || err != nil {
		return b, err
	}
	return &expanding{r: d, raw: raw, n: new(int64)}, nil
}

// decompressed returns a reader of what b holds if that is compressed, else nil.
func decompressed(b *bufio.Reader) (io.Reader, error) {
	magic, err := b.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch compression(magic) {
	case "gzip":
		z, err := gzip.NewReader(b)
		return z, cutOff(err)
	case "zstd":
		z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, cutOff(err)
		}
		return z, nil // With a concurrency of 1 it needs no closing.
	}
	return nil, nil
}

// compression names what magic is the beginning of, "" if of neither.
func compression(magic []byte) string {
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		return "gzip"
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}),
		len(magic) >= 4 && magic[0]&0xf0 == 0x50 && bytes.Equal(magic[1:4], []byte{0x2a, 0x4d, 0x18}):
		return "zstd" // The second is a frame to be skipped, which may come first.
	}
	return ""
}

// cutOff says of an error that it is the end where more should come, if it is and
// nobody has said so.
func cutOff(err error) error {
	var said *readError
	if errors.Is(err, io.ErrUnexpectedEOF) && !errors.As(err, &said) {
		return fmt.Errorf("it is cut off: %w", io.ErrUnexpectedEOF)
	}
	return err
}

// A counter counts the bytes of a file.
type counter struct {
	r   io.Reader
	n   int64
	all *atomic.Int64 // where they are counted too, or nil
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.all != nil {
		c.all.Add(int64(n))
	}
	return n, err
}

// An expanding reads what is larger than the file that holds it, within the limit.
type expanding struct {
	r   io.Reader
	raw *counter // the file
	n   *int64   // what came out of it so far
}

func (e *expanding) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	*e.n += int64(n)
	if *e.n > ExpansionLimit*e.raw.n+ExpansionFree {
		return 0, fmt.Errorf("it expands more than %d times, to more than %d bytes; decompress it yourself if that is right", ExpansionLimit, *e.n)
	}
	return n, cutOff(err)
}

// refuse says what the beginning of a file shows it to be, if it is nothing that can
// be read.
func refuse(begin []byte) error {
	for _, x := range []struct{ magic, is string }{
		{"PK\x03\x04", "a zip archive or a spreadsheet; unpack it, or save the spreadsheet as CSV"},
		{"PK\x05\x06", "an empty zip archive"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a spreadsheet or a document of old; save the spreadsheet as CSV"},
		{"PAR1\x15", "a Parquet file; save it as CSV or JSON Lines"},
		{"SQLite format 3\x00", "a SQLite database; save its tables as CSV"},
		{"%PDF-", "a PDF; its tables must be copied out of it into CSV"},
		{"\xfd7zXZ\x00", "compressed by xz; decompress it, or compress it by gzip or zstd"},
		{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"},
	} {
		if bytes.HasPrefix(begin, []byte(x.magic)) {
			return fmt.Errorf("it is %s", x.is)
		}
	}
	if len(begin) >= 10 && bytes.HasPrefix(begin, []byte("BZh")) && bytes.Equal(begin[4:10], []byte("1AY&SY")) {
		return errors.New("it is compressed by bzip2; decompress it, or compress it by gzip or zstd")
	}
	if compression(begin) != "" {
		return errors.New("it is compressed twice; decompress it once")
	}
	return nil
}
