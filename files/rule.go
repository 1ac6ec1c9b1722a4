package files

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
)

// The limits of a field without a tag.
const (
	DefaultMaxSize  = 32 << 20 // bytes
	DefaultMaxCount = 10       // of a field that is a slice
)

// A Rule is what a field accepts. The tag file of the field sets it, by entries with commas:
//
//	file:"max=10MB,count=5,types=image/* application/pdf"
//
// Sizes have the unit KB, MB, GB (powers of 1000) or KiB, MiB, GiB (powers of 1024).
type Rule struct {
	MaxSize  int64    // of each file, in bytes
	MaxCount int      // of all files of the field; 1 if the field is no slice
	Types    []string // media types, such as "image/png" or "image/*"; empty: all
	Many     bool     // the field is a slice
}

// Accepts reports whether the rule has a media type.
func (r Rule) Accepts(mediaType string) bool {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	if len(r.Types) == 0 {
		return true
	}
	for _, t := range r.Types {
		if t == mediaType {
			return true
		}
		if group, ok := strings.CutSuffix(t, "*"); ok && strings.HasPrefix(mediaType, group) {
			return true
		}
	}
	return false
}

// Accept is the attribute accept of <input type="file">.
func (r Rule) Accept() string { return strings.Join(r.Types, ",") }

// RuleOf returns the rule of a field of the form F, by the field's key. It panics if there is no
// such field: call it for a package variable.
func RuleOf[F any](key string) Rule {
	codec, err := values.ForForm[F]()
	if err != nil {
		panic("files: RuleOf: " + err.Error())
	}
	rules, err := Rules(reflect.TypeFor[F](), codec)
	if err != nil {
		panic("files: RuleOf: " + err.Error())
	}
	rule, ok := rules[key]
	if !ok {
		panic(fmt.Sprintf("files: RuleOf: %v has no field with the key %q that is a files.File or a []files.File", reflect.TypeFor[F](), key))
	}
	return rule
}

var (
	fileType   = reflect.TypeFor[File]()
	filesType  = reflect.TypeFor[[]File]()
	pointsType = reflect.TypeFor[*File]()
)

// Rules returns the rules of all fields of a form's type that are files, by key. It is nil if there
// are none. The codec is that of the type. Rows of a form cannot have files.
func Rules(form reflect.Type, codec *values.Codec) (map[string]Rule, error) {
	for f := range codec.RowFields() {
		if f.Type == fileType || f.Type == filesType || f.Type == pointsType {
			return nil, fmt.Errorf("%v: %s is a file in a row: give the form a field for the files of all rows", form, f.Name)
		}
	}
	var rules map[string]Rule
	for _, f := range codec.Fields() {
		tag, tagged := f.Tag.Lookup("file")
		switch f.Type {
		case fileType, filesType:
		case pointsType:
			return nil, fmt.Errorf("%v: field %s: use files.File, whose method Given reports whether there is one", form, f.Name)
		default:
			if tagged {
				return nil, fmt.Errorf("%v: field %s has a tag file and is no files.File: remove the tag, or make it one", form, f.Name)
			}
			continue
		}
		rule := Rule{MaxSize: DefaultMaxSize, MaxCount: 1}
		if f.Type == filesType {
			rule.MaxCount, rule.Many = DefaultMaxCount, true
		}
		if err := rule.parse(tag); err != nil {
			return nil, fmt.Errorf("%v: field %s: %w", form, f.Name, err)
		}
		if rules == nil {
			rules = map[string]Rule{}
		}
		rules[f.Key] = rule
	}
	return rules, nil
}

func (r *Rule) parse(tag string) error {
	if tag == "" {
		return nil
	}
	for entry := range strings.SplitSeq(tag, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(entry), "=")
		switch key {
		case "max":
			size, err := parseSize(value)
			if err != nil {
				return err
			}
			r.MaxSize = size
		case "count":
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 || !r.Many {
				return fmt.Errorf("count=%s: give a slice the number of files that it may have", value)
			}
			r.MaxCount = n
		case "types":
			r.Types = strings.Fields(value)
			for _, t := range r.Types {
				if main, sub, ok := strings.Cut(t, "/"); !ok || main == "" || sub == "" || main == "*" {
					return fmt.Errorf("types: %q is no media type such as image/png or image/*", t)
				}
			}
		default:
			return fmt.Errorf("file:%q: the entries of the tag are max, count and types", tag)
		}
	}
	return nil
}

// units are the units of sizes, the longer ones first.
var units = []struct {
	name  string
	bytes float64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}}

func parseSize(s string) (int64, error) {
	for _, unit := range units {
		number, ok := strings.CutSuffix(s, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil || !(n > 0 && n*unit.bytes < 1<<62) {
			break
		}
		return int64(n * unit.bytes), nil
	}
	return 0, fmt.Errorf("max=%s: give a size such as 500KB, 10MB or 2GiB", s)
}
