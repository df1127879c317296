"""What common web hosts need to serve the feed's folder as it stands: JSON type, CORS, and no redirect.

Every endpoint is a folder with an index.json, because a name cannot be a file and a folder at once. Hosts
answer `/services` with a redirect to `/services/` unless they are told to answer with the file itself.
"""

from __future__ import annotations

from collections.abc import Mapping

APACHE = """\
# Apache 2.4: takes effect where the folder is uploaded, if the host allows .htaccess (AllowOverride All).
Options -Indexes
DirectoryIndex index.json
DirectorySlash Off
AddType application/json .json
AddType text/csv .csv
AddCharset utf-8 .json .csv
<IfModule mod_headers.c>
  Header always set Access-Control-Allow-Origin "*"
</IfModule>
<IfModule mod_rewrite.c>
  RewriteEngine On
  # /services is answered with services/index.json itself, without a redirect to /services/.
  RewriteCond %{REQUEST_FILENAME} -d
  RewriteCond %{REQUEST_FILENAME}/index.json -f
  RewriteRule ^(.+?)/?$ $1/index.json [L]
</IfModule>
"""

NGINX = """\
# nginx: include this in a server block whose `root` is this folder.
location / {
  # /services is answered with services/index.json itself, without a redirect to /services/.
  try_files $uri $uri/index.json =404;
  index index.json;
  types {
    application/json json;
    text/csv csv;
  }
  default_type application/octet-stream;
  charset utf-8;
  charset_types application/json text/csv;
  add_header Access-Control-Allow-Origin "*" always;
}
# The settings for the other hosts are not content.
location ~ "/(\\.|_headers$|_redirects$|nginx\\.conf$)" {
  return 404;
}
"""

ENDPOINTS = ("services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations")


def _headers() -> str:
    """For Netlify, Cloudflare Pages, and hosts that read the same file."""
    paths = ["/", *(path for each in ENDPOINTS for path in (f"/{each}", f"/{each}/*"))]
    lines = ["/*", "  Access-Control-Allow-Origin: *", "/*.csv", "  Content-Type: text/csv; charset=utf-8"]
    for path in paths:
        lines += [path, "  Content-Type: application/json; charset=utf-8"]
    return "\n".join(lines) + "\n"


def _redirects() -> str:
    """For the same hosts: each path is answered with the file itself (200), not with a redirect."""
    paths = ["", *(path for each in ENDPOINTS for path in (f"/{each}", f"/{each}/:id"))]
    return "".join(f"{path or '/'}  {path}/index.json  200\n" for path in paths)


def hosting_files() -> Mapping[str, str]:
    """The settings by file name, each for its kind of host; a host passes over the others."""
    return {".htaccess": APACHE, "nginx.conf": NGINX, "_headers": _headers(), "_redirects": _redirects()}
