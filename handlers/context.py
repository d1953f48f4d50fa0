"""What every listener finds in Bolt's context by argument name, beside Bolt's own: the types of it.

`database` and `reading` open transactions, to write and to read; `now` is the aware UTC time of the request; `member`
is who acts, already known to belong to the company; `wake` has delivery look at once what is to be sent or drawn again.
"""

from collections.abc import Callable

from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

Database = sessionmaker[Session]
Wake = Callable[[], None]
