using System.Text.Json;
using Fabrik.Server.Http;

namespace Fabrik.Server.Runs;

/// <summary>Checks the lists of a payload whose items have a shape, and keeps them as they were sent.</summary>
internal static class PayloadShape
{
    /// <summary>Reader on the value; returns where it lies in the body, null for null or a fault.</summary>
    public delegate Range? Check(ref BodyReader body);

    private delegate void Item(ref BodyReader body);

    public static Range? CheckMessages(ref BodyReader body) => Items(ref body, CheckMessage);

    public static Range? CheckEvents(ref BodyReader body) => Items(ref body, CheckEvent);

    private static Range? Items(ref BodyReader body, Item check)
    {
        var start = body.Position;
        if (!body.IsList(orNull: true)) return null;
        body.Path.FieldIndex = 0;
        while (body.Read() && body.Token != JsonTokenType.EndArray)
        {
            if (body.IsObject()) check(ref body);
            body.Path.Inner = null;
            body.Path.FieldIndex++;
        }

        body.Path.FieldIndex = -1;
        return start..body.Consumed;
    }

    private static void CheckMessage(ref BodyReader body)
    {
        var role = false;
        while (body.Read() && body.Token == JsonTokenType.PropertyName)
        {
            // Providers add keys of their own to messages: they are kept, so only the role is required.
            var isRole = body.NameIs("role"u8);
            body.Read();
            body.Path.Inner = isRole ? "role" : null;
            if (isRole) role |= body.Text(StepReader.MaxTextLength) is not null;
            else body.Skip();
        }

        body.Path.Inner = "role";
        if (!role) body.Fail("is missing");
    }

    private static void CheckEvent(ref BodyReader body)
    {
        var (time, name) = (false, false);
        while (body.Read() && body.Token == JsonTokenType.PropertyName)
        {
            body.Path.Inner = body.ShownName();
            body.Read();
            if (body.Path.Inner == "time") time |= body.Time() is not null;
            else if (body.Path.Inner == "name") name |= body.Text(StepReader.MaxTextLength) is not null;
            else if (body.Path.Inner != "attributes") body.Refuse("is not a key of an event; expected time, name, attributes");
            else if (body.IsObject(orNull: true)) body.Skip();
        }

        body.Path.Inner = null;
        if (!time || !name) body.Fail("needs a time and a name");
    }
}
