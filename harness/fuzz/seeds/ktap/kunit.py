KTAP version 1
1..18
    KTAP version 1
    # Subtest: pincer_claim
    # module: pincer_kunit
    1..3
    KTAP version 1
    # Subtest: pincer_shape
    # module: pincer_kunit
    1..6
        KTAP version 1
        # Subtest: walk_whole
    # pincer: id=iov_iter.get_pages.ubuf.walk:dest observed=3p expected=3p verdict=pass commit=- pins=-1/-1 seconds=0 length=0 reason=
        ok 1 get_pages.ubuf:dest
    # pincer: id=iov_iter.get_pages.ubuf.walk:source observed=3p expected=3p verdict=pass commit=- pins=-1/-1 seconds=0 length=0 reason=
        ok 2 get_pages.ubuf:source
    # pincer: id=iov_iter.get_pages.ubuf_offset.walk:dest observed=2.25p expected=2.25p verdict=pass commit=- pins=-1/-1 seconds=0 length=0 reason=
        ok 3 get_pages.ubuf_offset:dest
    # pincer: id=iov_iter.get_pages.ubuf_offset.walk:source observed=2.25p expected=2.25p verdict=pass commit=- pins=-1/-1 seconds=0 length=0 reason=
        ok 4 get_pages.ubuf_offset:source
    # pincer: id=iov_iter.get_pages.iovec.walk:dest observed=2.5p expected=2.5p verdict=pass commit=- pins=-1/-1 seconds=0 length=0 reason=
        ok 5 get_pages.iovec:dest
    # pincer: id=iov_iter.get_pages.iovec.walk:source observed=2.5p expected=2.5p verdict=pass commit=- pins=-1/-1 seconds=0 length=0 reason=
    # pincer: id=iov_iter.extract_iter_to_sg.folioq_offset.revert:source observed=same expected=same verdict=pass commit=- pins=-1/-1 seconds=0 length=0 reason=
        ok 292 extract_iter_to_sg.folioq_offset:source
    # revert: pass:268 fail:0 skip:24 total:292
    ok 6 revert
# pincer_shape: pass:6 fail:0 skip:0 total:6
# Totals: pass:1626 fail:0 skip:140 total:1766
ok 2 pincer_shape
