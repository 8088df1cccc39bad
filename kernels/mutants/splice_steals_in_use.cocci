// SPDX-License-Identifier: GPL-2.0
// what = a page is stolen from a pipe though its file keeps it
// source = derived
// area = splice
// file = fs/splice.c
// notices = fuse.reply.file
// kernels = 6.12-
@@
@@
 page_cache_pipe_buf_try_steal(...)
 {
 <...
-remove_mapping(mapping, folio)
+(remove_mapping(mapping, folio) || pincer_mutant(splice_steals_in_use))
 ...>
 }
