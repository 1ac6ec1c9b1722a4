// Package files answers: where do the files of forms go?
//
// A form has files as fields:
//
//	type AlbumForm struct {
//		Title  string
//		Photos []files.File `file:"max=10MB,count=5,types=image/*"`
//	}
//
// framework.Options.Files names the [Store] that keeps them, such as a [Folder]. The framework
// streams each file to the store while it arrives, and never holds a whole file in memory.
//
// # From the upload to the app's database
//
//  1. A file arrives: with the form, or before it if the browser runs scripts. It is complete when
//     its size and its type are known. The type is detected from the content.
//  2. Before the framework calls the action, it marks the files of the form as taken. The mark is
//     durable.
//  3. The action writes the IDs of the files into the app's own table.
//  4. When the action has succeeded, the framework marks the files as kept.
//
// Files that no action has taken are swept after a time. A file that is kept is never swept: if
// the app deletes its row, it calls [Store.Delete] after the commit.
//
// If the process is killed between 2 and 4, nobody knows whether the app's table has the file. So
// the file is not swept, unless framework.Options.FileInUse says that the app does not have it.
// Such a file is never lost; without FileInUse it uses disk space that nobody needs.
package files
