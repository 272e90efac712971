from rest_framework.views import APIView


class PlacesView(APIView):
    pass
