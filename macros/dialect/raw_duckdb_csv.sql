{#- DuckDB's line reader: each physical line of a file is one row `line`, whatever it holds. -#}
{% macro raw_line_reader(path, options) -%}
    read_csv(
        '{{ path }}', columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = e'\x1e\x1f\x1e\x1f',
        quote = '', escape = '', comment = '', strict_mode = false, max_line_size = 16777216, {{ options }}
    )
{%- endmacro %}

{#- Looks at one CSV file: its header and the lines that are not UTF-8. Appends to `problems` what makes it unreadable.
Returns a dict: header (column names), not_utf8 (line numbers). -#}
{% macro raw_csv_facts(table, file, problems) -%}
    {%- set path = file.path | replace("'", "''") -%}
    {%- do run_query('drop table if exists raw_scans') -%}
    {%- do run_query('drop table if exists raw_errors') -%}
    {%- set stored = "store_rejects = true, rejects_scan = 'raw_scans', rejects_table = 'raw_errors', rejects_limit = 0" -%}
    {%- set good = run_query('select count(*) from ' ~ raw_line_reader(path, stored)).columns[0].values()[0] | int -%}
    {%- set errors = run_query('select distinct line, error_type from raw_errors order by line, error_type') -%}
    {%- set not_utf8 = [] -%}
    {%- for row in errors -%}
        {%- if row[1] == 'INVALID ENCODING' -%}
            {%- do not_utf8.append(row[0] | int) -%}
        {%- else -%}
            {%- do problems.append("file '" ~ file.path ~ "', line " ~ row[0] ~ ': ' ~ row[1] | lower
                ~ '. A line is one record of at most 16 MB') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set first = run_query('select line from ' ~ raw_line_reader(path, 'ignore_errors = true') ~ ' limit 1') -%}
    {%- set text = (first.columns[0].values()[0] or '') if first | length > 0 else '' -%}
    {%- set header = [] -%}
    {%- for name in text.split(',') -%}
        {%- do header.append(name | replace('"', '') | trim | lower) -%}
    {%- endfor -%}
    {%- set missing = table.columns | reject('in', header) | reject('in', table.optional_columns) | list -%}
    {%- set expected = 'Expected columns: ' ~ table.columns | join(',') -%}
    {%- if good == 0 and not_utf8 | length == 0 -%}
        {%- if not table.is_optional -%}
            {%- do problems.append("file '" ~ file.path ~ "' is empty: it needs at least its header line. " ~ expected) -%}
        {%- endif -%}
    {%- elif 1 in not_utf8 or not_utf8 | length * 2 > good + not_utf8 | length -%}
        {%- do problems.append(
            "file '" ~ file.path ~ "' is not UTF-8 (" ~ not_utf8 | length ~ ' of ' ~ (good + not_utf8 | length)
            ~ ' lines). Save it as UTF-8, for example: iconv -f cp949 -t utf-8'
        ) -%}
    {%- elif missing | length == table.columns | length -%}
        {%- do problems.append(
            "file '" ~ file.path ~ "' is not a CSV of this table: its first line is '" ~ text[:120] ~ "'. " ~ expected
        ) -%}
    {%- elif missing | length > 0 -%}
        {%- do problems.append(
            "file '" ~ file.path ~ "' lacks the column(s) " ~ missing | join(', ') ~ '. ' ~ expected
            ~ '. Found: ' ~ header | join(',')
        ) -%}
    {%- elif header | unique | list | length != header | length -%}
        {%- do problems.append("file '" ~ file.path ~ "' names a column twice in its header: " ~ text[:200]) -%}
    {%- elif good == 1 and not_utf8 | length == 0 -%}
        {%- if table.is_optional -%}
            {%- do log('raw input: ' ~ file.path ~ ' has a header and no rows', info=true) -%}
        {%- elif table.load == 'snapshot' -%}
            {%- do problems.append(
                "file '" ~ file.path ~ "' has a header and no rows: a snapshot without rows would delete every record of "
                ~ table.key ~ ". If that is meant, name '" ~ table.key ~ "' in var optional_raw_tables"
            ) -%}
        {%- endif -%}
    {%- endif -%}
    {{- return({'header': header, 'not_utf8': not_utf8}) -}}
{%- endmacro %}

{#- Rows of one CSV file in the shape of the reader: _file, _line, _loaded_at, line, fields (in the table's order),
reason (null: a good line). Blank lines hold nothing and are left out. -#}
{% macro raw_csv_select(table, file, problems) -%}
    {%- set path = file.path | replace("'", "''") -%}
    {%- set facts = raw_csv_facts(table, file, problems) -%}
    {%- set field = '(?:"(?:[^"]|"")*"|[^",]*)' -%}
    select
        '{{ file.name | replace("'", "''") }}' as _file,
        _line,
        {{ raw_loaded_at(path) }} as _loaded_at,
        line,
        [{% for column in table.columns -%}
            {% if column in facts.header %}values[{{ facts.header.index(column) + 1 }}]{% else %}null{% endif %}
            {%- if not loop.last %}, {% endif %}
        {%- endfor %}] as fields,
        case
            {% if facts.not_utf8 | length > 0 -%}
                when _line in ({{ facts.not_utf8 | join(', ') }}) then 'not_utf8'
            {% endif -%}
            when contains(line, chr(0)) then 'nul_character'
            when is_quoted and not is_well_quoted and regexp_full_match(line, '(?:{{ field }},)*"(?:[^"]|"")*')
                then 'open_quote'
            when is_quoted and not is_well_quoted then 'stray_quote'
            when len(values) != {{ facts.header | length }} then 'wrong_column_count'
        end as reason
    from (
        select
            *,
            is_quoted and regexp_full_match(line, '{{ field }}(?:,{{ field }})*') as is_well_quoted,
            case
                when is_quoted then list_transform(
                    regexp_extract_all(',' || line, ',("(?:[^"]|"")*"|[^",]*)', 1),
                    lambda value: case
                        when starts_with(value, '"') then replace(value[2:-2], '""', '"') else value
                    end
                )
                else string_split(line, ',')
            end as values
        from (
            select
                _line,
                line,
                contains(line, '"') as is_quoted
            from (
                {% if facts.not_utf8 | length > 0 -%}
                    select
                        unnest(range(1, len(lines) + 1)) as _line,
                        rtrim(ltrim(unnest(lines), chr(65279)), chr(13)) as line
                    from (
                        select string_split(decode(content, 'ignore'), chr(10)) as lines
                        from read_blob('{{ path }}')
                    )
                {%- else -%}
                    {#- Lines are numbered on one core, one after the other; what comes of them is read from a copy, on all. #}
                    with lines as materialized (
                        select
                            row_number() over () as _line,
                            line
                        from {{ raw_line_reader(path, 'ignore_errors = true') }}
                    )

                    select * from lines
                {%- endif %}
            )
            where _line > 1 and line is not null and line != ''
        )
    )
{%- endmacro %}
