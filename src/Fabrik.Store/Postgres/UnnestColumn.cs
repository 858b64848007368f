using Npgsql;
using NpgsqlTypes;

namespace Fabrik.Store.Postgres;

/// <summary>One column of an <see cref="UnnestInsert{TRow}"/>: where its values come from and how they are sent.</summary>
internal sealed record UnnestColumn<TRow>(string Name, Func<IReadOnlyList<TRow>, NpgsqlParameter> Parameter)
{
    public static UnnestColumn<TRow> Text(string name, Func<TRow, string?> value) => Of(name, NpgsqlDbType.Text, value);

    public static UnnestColumn<TRow> Long(string name, Func<TRow, long?> value) => Of(name, NpgsqlDbType.Bigint, value);

    public static UnnestColumn<TRow> Count(string name, Func<TRow, long> value) => Of(name, NpgsqlDbType.Bigint, value);

    public static UnnestColumn<TRow> Int(string name, Func<TRow, int?> value) => Of(name, NpgsqlDbType.Integer, value);

    public static UnnestColumn<TRow> Small(string name, Func<TRow, short?> value) => Of(name, NpgsqlDbType.Smallint, value);

    public static UnnestColumn<TRow> Bool(string name, Func<TRow, bool> value) => Of(name, NpgsqlDbType.Boolean, value);

    public static UnnestColumn<TRow> Date(string name, Func<TRow, DateOnly> value) => Of(name, NpgsqlDbType.Date, value);

    public static UnnestColumn<TRow> Uuid(string name, Func<TRow, Guid?> value) => Of(name, NpgsqlDbType.Uuid, value);

    public static UnnestColumn<TRow> Double(string name, Func<TRow, double?> value) => Of(name, NpgsqlDbType.Double, value);

    public static UnnestColumn<TRow> Bytes(string name, Func<TRow, byte[]?> value) => Of(name, NpgsqlDbType.Bytea, value);

    private static UnnestColumn<TRow> Of<T>(string name, NpgsqlDbType type, Func<TRow, T> value) => new(name, rows =>
    {
        var values = new T[rows.Count];
        var any = false;
        for (var i = 0; i < values.Length; i++) any |= (values[i] = value(rows[i])) is not null;

        // unnest fills the shorter arrays up with nulls: a column of nothing costs nothing.
        return Pg.Array(any ? values : [], type);
    });
}
