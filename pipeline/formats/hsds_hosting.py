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

# Netlify, Cloudflare Pages and hosts that read the same two files.
HEADERS = """\
/*
  Access-Control-Allow-Origin: *
/*.csv
  Content-Type: text/csv; charset=utf-8
/
  Content-Type: application/json; charset=utf-8
/services
  Content-Type: application/json; charset=utf-8
/services/*
  Content-Type: application/json; charset=utf-8
/organizations
  Content-Type: application/json; charset=utf-8
/organizations/*
  Content-Type: application/json; charset=utf-8
/taxonomies
  Content-Type: application/json; charset=utf-8
/taxonomies/*
  Content-Type: application/json; charset=utf-8
/taxonomy_terms
  Content-Type: application/json; charset=utf-8
/taxonomy_terms/*
  Content-Type: application/json; charset=utf-8
/service_at_locations
  Content-Type: application/json; charset=utf-8
/service_at_locations/*
  Content-Type: application/json; charset=utf-8
"""

REDIRECTS = """\
/  /index.json  200
/services  /services/index.json  200
/services/:id  /services/:id/index.json  200
/organizations  /organizations/index.json  200
/organizations/:id  /organizations/:id/index.json  200
/taxonomies  /taxonomies/index.json  200
/taxonomies/:id  /taxonomies/:id/index.json  200
/taxonomy_terms  /taxonomy_terms/index.json  200
/taxonomy_terms/:id  /taxonomy_terms/:id/index.json  200
/service_at_locations  /service_at_locations/index.json  200
/service_at_locations/:id  /service_at_locations/:id/index.json  200
"""


def hosting_files() -> Mapping[str, str]:
    """The settings by file name, each for its kind of host; a host passes over the others."""
    return {".htaccess": APACHE, "nginx.conf": NGINX, "_headers": HEADERS, "_redirects": REDIRECTS}
