-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is named so: asked for each line of an imported list, which must not read everybody for it.

CREATE INDEX person_by_name ON person (name);
