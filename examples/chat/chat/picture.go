package chat

import (
	"context"
	"slices"

	"github.com/goldfish-go/goldfish/examples/chat/picture"
)

// The limits of an image that is shown in a message. Others are files to download.
const (
	maxShownBytes  = 5_000_000
	maxShownPixels = 50_000_000
	shownWidth     = 320 // pixels, as is the height
	shownHeight    = 240
)

// shownTypes are the formats that all browsers show and that run no script. The type of a file is
// what was detected in its content.
var shownTypes = []string{"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}

// measure looks at the size of an image. It reads no more than its head. The browser then keeps
// the space free, and nothing moves when the image arrives.
func (c *Chat) measure(ctx context.Context, a *Attachment) error {
	if a.Size > maxShownBytes || !slices.Contains(shownTypes, a.Type) {
		return nil
	}
	content, err := c.files.Open(ctx, a.ID)
	if err != nil {
		return err
	}
	defer content.Close()
	if width, height, ok := picture.Size(a.Type, content); ok {
		a.Width, a.Height = fit(width, height)
	}
	return nil
}

// fit returns the size of an image as it is shown. It is not made larger. Zero: it is not shown.
func fit(width, height int) (int, int) {
	//mutant:false TestFit: an image that is huge in memory is not shown
	if width < 1 || height < 1 || width > maxShownPixels/height {
		return 0, 0
	}
	if width > shownWidth {
		width, height = shownWidth, height*shownWidth/width
	}
	if height > shownHeight {
		width, height = width*shownHeight/height, shownHeight
	}
	return max(width, 1), max(height, 1)
}
