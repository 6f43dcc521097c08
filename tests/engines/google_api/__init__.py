"""An emulator of Google's Sheets v4 and Drive v3, for any client, over HTTP.

From a test::

    from tests.engines.google_api import Fault, running

    with running() as google:                      # a fixture, scope "module" is fine
        sheet = google.spreadsheet("Client")       # owned by a person, shared with google.email
        credentials = service_account.Credentials.from_service_account_file(
            google.key_file, scopes=[...])         # the token flow is google-auth's own
        ...                                        # let the client talk to google.url
        assert len(google.calls("sheets")) == 2    # url, kind "read" or "write", body, status
        google.book(sheet).sheets[0].cells         # look inside: CellData by (row, column) from 0
        google.fail(Fault("drop", when="after", method="batchUpdate$"))
        google.unshare(sheet, google.email)        # or: delete, expire_tokens
        google.clock.advance(60)                   # quotas and tokens live by this clock;
        Pacer(sleep=google.clock.advance, now=google.clock.now)   # give it to what waits

``google.url`` stands for https://sheets.googleapis.com and for https://www.googleapis.com: a
client is pointed to it by replacing the scheme and host of its addresses. Further accounts come
from ``google.service_account("second", project="other")`` (a key file) and
``google.person("anna@agency.example")`` (an authorised-user file with a refresh token).

From a shell, for clients in any language::

    python -m tests.engines.google_api --port 8085 --key KEY.json [--share-with ADDRESS]

Faults, sharing and the clock are then set over HTTP (see ``control``), and
``http://127.0.0.1:8085/look`` shows the spreadsheets as pages.

Recorded conversations with Google itself are held against it by ``python -m tests.engines.replay``.

Where things are: ``discovery`` (Google's own documents: routes and types), ``validation``
(bodies held against them, in and out), ``masks``, ``tokens``, ``consent``, ``quotas``, ``faults``,
``serving`` (one request from end to end); ``sheets/`` (state, values, batchUpdate with one
module per family of requests under ``requests/``), ``drive/``.

Known differences from Google:

- formulas are IronCalc's: no QUERY, IMPORTRANGE, GOOGLEFINANCE (they give ``#NAME?``);
- conditional formats, filters, slicers and pivot tables are kept, and change nothing of what
  cells show; a value that breaks a strict validation rule is taken;
- tables, comments in cells and connected data sources answer 501 and change nothing;
- the quota counts the last 60 seconds, where Google refills by the minute;
- automatic widths of columns are estimates;
- uploads by Drive's second version are answered as the third answers;
- sentences of errors are Google's where somebody has published them, else near to them: the
  code, the status and the place (``Invalid requests[2].addSheet: ...``) are what to rely on.
"""

from tests.engines.google_api.clock import Clock
from tests.engines.google_api.faults import Fault
from tests.engines.google_api.handle import OWNER, Emulator, running, start

__all__ = ["OWNER", "Clock", "Emulator", "Fault", "running", "start"]
