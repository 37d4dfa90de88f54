{#- Prints what a channel of your own needs: its sources file, its staging model, its line under var `channels`.

dbt run-operation scaffold_channel --args '{channel: my_channel, columns: [id, full_name, email, updated_at]}'

columns: the columns of the raw file. One that is named as a column of the record contract is filled in; the first
column is the record id unless one is named source_record_id. The rest is listed in a comment, for you to map. -#}
{% macro scaffold_channel(channel, columns, table='customers', load='snapshot') -%}
    {%- for name in [channel, table] + columns -%}
        {%- if modules.re.fullmatch('[a-z][a-z0-9]*(_[a-z0-9]+)*', name) is none -%}
            {%- do exceptions.raise_compiler_error(
                "scaffold_channel: '" ~ name ~ "' is no name for a channel, table or column. "
                ~ 'Use lower-case letters, digits and single underscores, for example my_channel'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if columns | length == 0 -%}
        {%- do exceptions.raise_compiler_error('scaffold_channel: name at least the id column in columns') -%}
    {%- endif -%}
    {%- if channel in var('channels') -%}
        {%- do exceptions.raise_compiler_error(
            "scaffold_channel: var channels has '" ~ channel ~ "' already; choose another name"
        ) -%}
    {%- endif -%}
    {%- if load not in ['snapshot', 'delta'] -%}
        {%- do exceptions.raise_compiler_error("scaffold_channel: load is snapshot or delta, not '" ~ load ~ "'") -%}
    {%- endif -%}
    {%- set folder = 'models/staging/' ~ channel ~ '/' -%}
    {%- set model = 'stg_' ~ channel ~ '__' ~ table -%}
    {%- do print('# ' ~ folder ~ '_' ~ channel ~ '__sources.yml\n' ~ scaffold_sources(channel, columns, table, load)) -%}
    {%- do print('\n-- ' ~ folder ~ model ~ '.sql\n' ~ scaffold_model(channel, columns, table)) -%}
    {%- do print(
        '\n# dbt_project.yml, under vars: channels:\n    ' ~ channel ~ ': {model: ' ~ model ~ ', trust: '
        ~ (var('channels').values() | map(attribute='trust') | max + 1) ~ '}'
    ) -%}
{%- endmacro %}

{% macro scaffold_sources(channel, columns, table, load) -%}
    {%- set lines = [
        'sources:',
        '  - name: ' ~ channel,
        '    description: What this channel is.',
        '    schema: raw',
        '    config:',
        '      loaded_at_field: _loaded_at',
        '      freshness:',
        '        warn_after: {count: 36, period: hour}',
        '        error_after: {count: 7, period: day}',
        '    tables:',
        '      - name: ' ~ table,
        '        identifier: ' ~ channel ~ '__' ~ table,
        '        description: What one row is.',
        '        config: {meta: {load: ' ~ load ~ ', optional: false}}',
        '        columns:',
    ] -%}
    {%- for column in columns -%}
        {%- do lines.append('          - name: ' ~ column) -%}
        {%- do lines.append('            data_type: text') -%}
        {%- do lines.append('            description: What it holds.') -%}
        {%- do lines.append('            config: {meta: {pii: direct}}') -%}
    {%- endfor -%}
    {{- return(lines | join('\n')) -}}
{%- endmacro %}

{% macro scaffold_model(channel, columns, table) -%}
    {%- set record_id = 'source_record_id' if 'source_record_id' in columns else columns[0] -%}
    {%- set moments = ['created_at', 'updated_at'] | select('in', columns) | list -%}
    {%- set lineage = {'source_file': '_file', 'source_line_number': '_line', 'loaded_at': '_loaded_at'} -%}
    {%- set unmapped = columns | reject('in', customer_record_columns()) | reject('equalto', record_id) | list -%}
    {%- set opened, closed = '{' ~ '{ ', ' }' ~ '}' -%}
    {%- set fields = [] -%}
    {%- for name in customer_record_columns() -%}
        {%- if name == 'channel' -%}
            {%- do fields.append("'" ~ channel ~ "' as channel") -%}
        {%- elif name == 'source_record_id' -%}
            {%- do fields.append(record_id if record_id == name else record_id ~ ' as ' ~ name) -%}
        {%- elif name in lineage -%}
            {%- do fields.append(lineage[name] ~ ' as ' ~ name) -%}
        {%- elif name == 'failed_casts' and moments | length > 0 -%}
            {%- set pairs = [] -%}
            {%- for moment in moments -%}
                {%- do pairs.append("('" ~ moment ~ "', try_to_timestamp('" ~ moment ~ "'), '" ~ moment ~ "'),") -%}
            {%- endfor -%}
            {%- do fields.append(
                opened ~ 'failed_casts([\n            ' ~ pairs | join('\n            ') ~ '\n        ])' ~ closed
                ~ ' as failed_casts'
            ) -%}
        {%- elif name in ['created_at', 'updated_at'] -%}
            {%- do fields.append(
                (opened ~ "try_to_timestamp('" ~ name ~ "')" ~ closed if name in columns else 'cast(null as timestamp)')
                ~ ' as ' ~ name
            ) -%}
        {%- elif name.startswith('is_') -%}
            {%- do fields.append(
                (opened ~ "to_flag('" ~ name ~ "', ['y', 'true', '1'])" ~ closed if name in columns else 'false')
                ~ ' as ' ~ name
            ) -%}
        {%- else -%}
            {%- do fields.append(name if name in columns else 'cast(null as varchar) as ' ~ name) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set lines = ['with', '', 'raw_' ~ table ~ ' as (',
        '    select * from ' ~ opened ~ "source('" ~ channel ~ "', '" ~ table ~ "')" ~ closed, '),', ''] -%}
    {%- if unmapped | length > 0 -%}
        {%- do lines.append('-- Raw columns that no contract column takes yet: ' ~ unmapped | join(', ') ~ '.') -%}
    {%- endif -%}
    {%- do lines.append(table ~ ' as (\n    select\n        ' ~ fields | join(',\n        ')) -%}
    {%- do lines.append('    from raw_' ~ table ~ '\n)\n\nselect * from ' ~ table) -%}
    {{- return(lines | join('\n')) -}}
{%- endmacro %}
