{#- Names. Texts come in folded and in lower case (fold_text). -#}

{#- Words in front of a name that are no part of it. -#}
{% macro name_title_pattern() -%}
    {{ return('^((mr|mrs|ms|miss|mx|mister|dr|prof|professor|sir|dame|lady|lord|rev|reverend|fr|hon|judge|capt|captain|'
        ~ 'col|gen|gov|rt|lt|maj|sgt|herr|frau|hr|mme|mlle|monsieur|madame|sr|sra|srta|sig|dott|ing|dipl-ing|mag)([.] *| +))+') }}
{%- endmacro %}

{#- Words behind a name that are no part of it: generations, degrees. -#}
{% macro name_suffix_words() -%}
    {{ return('(jr|sr|ii|iii|iv|md|m[.]d|phd|ph[.]? ?d|dds|d[.]d[.]s|esq|mba|msc[.]?ed|msc|bsc|cpa|clu|cfp|lutc|qc|q[.]c|mp|m[.]p)') }}
{%- endmacro %}

{#- Words that begin a surname of several words. -#}
{% macro name_particles() -%}
    {{ return('(van|von|vom|zu|zum|zur|de|del|della|der|den|des|di|da|das|do|dos|du|la|las|le|los|lo|ter|ten|af|av|bin|ibn|bint|abu|al|el|st|ste|san|santa|mac)[.]?') }}
{%- endmacro %}

{#- Is there more than words in the text: a title, a suffix, brackets, a digit? Most names have none. -#}
{% macro name_needs_cleaning(text) -%}
    {{ regexp_matches(text, '[\u0001-\u001f!-`{-\u00bf\u2190-\u2bff\ufe00-\ufe0f\U0001f000-\U0001ffff]|  |' ~ name_title_pattern() ~ '| ' ~ name_suffix_words() ~ '$') }}
{%- endmacro %}

{#- A name without brackets, nicknames, titles and suffixes; 'surname, given' stays with its comma. -#}
{% macro name_cleaned(text) -%}
    {%- set bare = regexp_replace_all(text, '[(][^)]*[)]|"[^"]*"|(^| )\'[^\']*\'( |$)'
        ~ '|[\u2190-\u2bff\ufe00-\ufe0f\U0001f000-\U0001ffff]+', ' ') -%}
    {%- set no_suffix = regexp_replace_all(bare, '([ ,]+' ~ name_suffix_words() ~ '[.]?)+ *(,|$)', '\\3') -%}
    {%- set tidy = regexp_replace_all(no_suffix, '^[ ,]+|[ ,]+$', '') -%}
    {%- set no_title = regexp_replace_all(regexp_replace_first(tidy, name_title_pattern()), ', *(' ~ name_title_pattern()[1:] ~ ')?', ',') -%}
    case
        when {{ name_needs_cleaning(text) }} then {{ regexp_replace_all(no_title, '  +', ' ') }}
        else {{ text }}
    end
{%- endmacro %}

{#- A name text with one sign, the asterisk, for every letter that a channel hides. -#}
{% macro name_mask_unified(text) -%}
    {{ translate_text(text, '\u25cb\u25cf\u25ef\u2022\uff0a', '*****') }}
{%- endmacro %}

{#- The letters of a name part; null without one, also where all are hidden. -#}
{% macro name_letters(text) -%}
    {{ regexp_first(letters_only(without_accents(text), keep_mask=true), '^[*]*[^*].*$') }}
{%- endmacro %}

{#- A log-in name where a name should stand, as two words: 'anna.berg', 'anna_berg2'. -#}
{% macro name_of_user_name(text) -%}
    case
        when {{ regexp_matches(text, '^[a-z]{2,}[._][a-z]{2,}[0-9]*$') }} then translate({{ text }}, '._0123456789', '  ')
        else {{ text }}
    end
{%- endmacro %}

{#- Surname of a Latin name in running order: the last word with the particles before it. -#}
{% macro latin_surname(text) -%}
    coalesce(
        {{ regexp_first(text, '( ' ~ name_particles() ~ ')+ [^ ]+$') }},
        {{ regexp_first(text, ' [^ ]+ y [^ ]+$') }},
        {{ regexp_first(text, ' [^ ]+$') }}
    )
{%- endmacro %}

{#- A Latin text less the surname at its end: all given names, so that siblings who share the first stay two. -#}
{% macro text_before(text, ending) -%}
    trim(substr({{ text }}, 1, length({{ text }}) - length({{ ending }})))
{%- endmacro %}

{#- Given names without the initials behind them: 'john' of 'john q.'. -#}
{% macro without_initials(text) -%}
    {{ regexp_replace_all(text, '( [a-z][.]?)+$', '') }}
{%- endmacro %}

{#- Korean surnames as they are romanised. -#}
{% macro romanised_surnames() -%}
    {{ return('(kim|gim|lee|yi|rhee|park|bak|pak|choi|choe|jung|jeong|chung|kang|gang|cho|jo|yoon|yun|jang|chang|lim|'
        ~ 'han|oh|seo|suh|shin|kwon|hwang|ahn|song|yoo|ryu|hong|jeon|ko|go|moon|mun|yang|son|bae|baek|paik|heo|hur|nam|'
        ~ 'noh|roh|joo)') }}
{%- endmacro %}

{#- A romanised Korean name in Korean order, in three words: kim min jun. With a surname at the end it is not. -#}
{% macro is_romanised_korean(text) -%}
    (
        {{ regexp_matches(text, '^' ~ romanised_surnames() ~ ' [a-z]{2,6} [a-z]{2,6}$') }}
        and not {{ regexp_matches(text, ' ' ~ romanised_surnames() ~ '$') }}
    )
{%- endmacro %}

{#- Does a name in two parts, in either order, read as Korean: a surname of theirs and one to three syllables? -#}
{% macro is_romanised_pair(given_name, surname) -%}
    {%- set syllable = '(kk|ch|ss|tt|pp|jj|[kgndtrlmbpsjhyw])?(yeo|yae|yoo|you|wae|eo|eu|ae|ya|ye|yo|yu|wa|wo|we|wi|oe|ui|ee|oo|ou|'
        ~ '[aeiou])(ng|[knlmpbt])?' -%}
    coalesce(
        {{ regexp_matches(given_name ~ " || ' ' || " ~ surname, '^(' ~ syllable ~ '){1,3} ' ~ romanised_surnames() ~ '$') }}
        or {{ regexp_matches(given_name ~ " || ' ' || " ~ surname, '^' ~ romanised_surnames() ~ ' (' ~ syllable ~ '){1,3}$') }},
        false
    )
{%- endmacro %}

{#- Hangul names are written in one: two syllables of these surnames belong together. -#}
{% macro hangul_double_surnames() -%}
    {{ return(['남궁', '황보', '제갈', '사공', '선우', '독고', '동방', '서문', '어금', '망절']) }}
{%- endmacro %}

{#- Is the word one of them? -#}
{% macro is_hangul_double_surname(word) -%}
    {{ regexp_matches(word, '^(' ~ hangul_double_surnames() | join('|') ~ ')$') }}
{%- endmacro %}

{#- How many syllables of a Hangul name (no spaces) are the surname. -#}
{% macro hangul_surname_length(text) -%}
    case
        when length({{ text }}) < 2 then 0
        when length({{ text }}) > 2
            and {{ is_hangul_double_surname('substr(' ~ text ~ ', 1, 2)') }} then 2
        else 1
    end
{%- endmacro %}

{#- Chinese surnames of two characters, in traditional and simplified script, as Koreans write those of them that they share. -#}
{% macro han_double_surnames() -%}
    {{ return([
        '歐陽', '欧阳', '司馬', '司马', '諸葛', '诸葛', '上官', '司徒', '司空', '夏侯', '皇甫', '尉遲', '尉迟', '公孫', '公孙',
        '慕容', '令狐', '端木', '長孫', '长孙', '宇文', '鮮于', '鲜于', '獨孤', '独孤', '南宮', '南宫', '東方', '东方', '西門',
        '西门', '軒轅', '轩辕', '申屠', '淳于', '太史', '澹臺', '澹台', '呼延', '赫連', '赫连', '百里',
    ]) }}
{%- endmacro %}

{#- How many characters of a name in Han without a space are the surname: one of three, as in China and Korea, unless two are
known to belong together; two of four, as in Japan. Null: kana, or another length, say no place to cut. -#}
{% macro han_surname_length(text) -%}
    case
        when {{ regexp_matches(text, '^(' ~ han_double_surnames() | join('|') ~ ')[\u3005\u4e00-\u9fff]$') }} then 2
        when {{ regexp_matches(text, '^[\u3005\u4e00-\u9fff]{2,3}$') }} then 1
        when {{ regexp_matches(text, '^[\u3005\u4e00-\u9fff]{4}$') }} then 2
    end
{%- endmacro %}

{#- A Hangul name without spaces and without the honorific behind it. -#}
{% macro hangul_without_honorific(text) -%}
    {{ regexp_replace_first(text, '(..)(고객님|선생님|회원님|님|씨|귀하)$', '\\1') }}
{%- endmacro %}
