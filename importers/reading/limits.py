"""What is read at most of a register's file or archive.

Orphanet's pack of 2023: 3.7 MB, 37 members, 55 MB unpacked, 19 to 1 at most for one member;
Orphadata's largest products are some 50 MB of XML.
"""

MEBIBYTE = 1024 * 1024

MAX_MEMBERS = 1_000
"""Members of one archive."""

MAX_MEMBER_BYTES = 200 * MEBIBYTE
"""Bytes of one file or member, unpacked, as they are read."""

MAX_ARCHIVE_BYTES = 1024 * MEBIBYTE
"""Bytes of all the members of one archive, unpacked."""

MAX_RATIO = 150
"""Unpacked bytes for one packed byte, looked at from RATIO_FROM bytes on."""

RATIO_FROM = 8 * MEBIBYTE
