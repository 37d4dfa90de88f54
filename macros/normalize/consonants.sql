{#- How a name sounds, in consonants that Hangul and its romanisations share: 'snk' for 정, Jung, Jeong and Chung alike.
    Romanisations differ in vowels (eo, u, o) and in voice (g/k, d/t, b/p, r/l, j/ch/s); these fall together.

    name: a folded name part; script: hangul or latin. Null without a name and for other scripts. -#}
{% macro name_consonants(name, script) -%}
    case
        when {{ name }} is null then null
        when {{ script }} = 'hangul' then replace(
            replace(
                {% for place in range(1, 5) -%}
                    {{ hangul_consonants('substr(' ~ name ~ ', ' ~ place ~ ', 1)') }}
                    {%- if not loop.last %} || {% endif %}
                {% endfor %},
                '-', ''
            ),
            'G', 'nk'
        )
        when {{ script }} = 'latin' then translate({{ name }}, 'gqcjzxdbflaeiouywh', 'kksssstppr')
    end
{%- endmacro %}

{#- Initial and final consonant of one Hangul syllable, U+AC00 + (initial * 21 + vowel) * 28 + final; '-' for a silent
    one, 'G' for the final ng; '' for no syllable. -#}
{% macro hangul_consonants(syllable) -%}
    case
        when {{ code_point(syllable) }} between 44032 and 55203
            then
                substr(
                    'kknttrmppss-sssktp-',
                    cast(floor(({{ code_point(syllable) }} - 44032) / 588.0) as integer) + 1,
                    1
                )
                || substr(
                    '-kkknnntrkmrrrprmppttGttktp-', cast(({{ code_point(syllable) }} - 44032) % 28 as integer) + 1, 1
                )
        else ''
    end
{%- endmacro %}
