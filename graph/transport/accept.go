package transport

import (
	"math"
	"mime"
	"strconv"
	"strings"
)

// The media types of answers.
const (
	responseJSON = "application/graphql-response+json"
	plainJSON    = "application/json"
	eventStream  = "text/event-stream"
)

// An offer is what a client takes, and how gladly: one element of Accept or Accept-Encoding.
type offer struct {
	name   string // in lower case
	params map[string]string
	weight float64 // from 0, not at all, to 1
}

// offers reads the values of a header. Elements that cannot be read count for nothing.
func offers(values []string) []offer {
	var all []offer
	for element := range strings.SplitSeq(strings.Join(values, ","), ",") {
		name, params, err := mime.ParseMediaType(element)
		if err != nil {
			continue
		}
		o := offer{name, params, 1}
		if q, ok := params["q"]; ok {
			if o.weight, err = strconv.ParseFloat(q, 64); err != nil || math.IsNaN(o.weight) || o.weight < 0 || o.weight > 1 {
				continue
			}
		}
		all = append(all, o)
	}
	return all
}

// answerType is the media type that an answer has for a client with these values of Accept; what is acceptable to it,
// if anything is. Without a wish, or with one for anything, that is application/json, which every client knows. Events are
// for who names them and likes no JSON as well.
func answerType(accept []string) (kind string, acceptable bool) {
	if strings.TrimSpace(strings.Join(accept, "")) == "" {
		return plainJSON, true
	}
	all := offers(accept)
	modern, named := weigh(all, responseJSON)
	plain, plainNamed := weigh(all, plainJSON)
	stream, streamNamed := weigh(all, eventStream)
	switch best := max(modern, plain); {
	case streamNamed && (stream > best || stream == best && stream > 0 && !named && !plainNamed):
		return eventStream, true
	case modern > plain || modern == plain && modern > 0 && named:
		return responseJSON, true
	default:
		return plainJSON, plain > 0
	}
}

// weigh says how gladly a media type is taken: by the offer of its name, else of all its kind, else of anything.
func weigh(all []offer, kind string) (weight float64, named bool) {
	major, _, _ := strings.Cut(kind, "/")
	best := 0
	for _, o := range all {
		rank := 0
		switch o.name {
		case kind:
			rank = 3
		case major + "/*":
			rank = 2
		case "*/*":
			rank = 1
		}
		if charset, ok := o.params["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
			continue // All answers are in UTF-8.
		}
		if rank > best {
			best, weight = rank, o.weight
		}
	}
	return weight, best == 3
}

// The codings of answers. Their names also end the tag of an answer, since the bytes differ.
const (
	asItIs  = ""
	gzipped = "gzip"
	zstded  = "zstd"
)

// answerCoding is the coding of an answer for a client with these values of Accept-Encoding: the one it likes best, zstd
// of two that it likes as well, as that is faster and smaller.
func answerCoding(accept []string) string {
	weights := map[string]float64{}
	for _, o := range offers(accept) {
		if _, ok := weights[o.name]; !ok {
			weights[o.name] = o.weight
		}
	}
	zip, named := weights[gzipped]
	if !named {
		zip = weights["*"]
	}
	switch z := weights[zstded]; {
	case z > 0 && z >= zip:
		return zstded
	case zip > 0:
		return gzipped
	}
	return asItIs
}
